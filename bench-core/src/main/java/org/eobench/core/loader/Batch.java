package org.eobench.core.loader;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.SampleRef;

/**
 * A batch of preprocessed samples of equal size, in host memory.
 *
 * @param images images by modality, {@code [B,C,T,H,W]}
 * @param targets targets of the predictions; target maps may differ in size from images if only the
 *     images were resized
 * @param refs references to the samples, in order
 * @param acquisitions acquisition time and place of each sample
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

  /** The number of samples B. */
  public int size() {
    return refs.size();
  }
}
