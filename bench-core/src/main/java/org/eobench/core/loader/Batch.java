package org.eobench.core.loader;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.SampleRef;

/**
 * Preprocessed samples of one size, on the host.
 *
 * @param images by modality, {@code [B,C,T,H,W]}
 * @param targets what the predictions are compared with; the size of maps may differ from the
 *     images' where only these were resized
 * @param refs which samples these are, in order
 * @param acquisitions when and where each was taken
 */
public record Batch(
    Map<String, ImageBatch> images,
    BatchTargets targets,
    List<SampleRef> refs,
    List<Acquisition> acquisitions) {
  public Batch {
    acquisitions = List.copyOf(acquisitions);
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    refs = List.copyOf(refs);
    if (targets.samples() != refs.size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d targets for %d samples", targets.samples(), refs.size()));
    }
  }

  /** B, the number of samples. */
  public int size() {
    return refs.size();
  }

  /** The labels of a batch of segmentation or change detection, in C order {@code [B,H,W]}. */
  public int[] labels() {
    return ((BatchTargets.Labels) targets).labels();
  }
}
