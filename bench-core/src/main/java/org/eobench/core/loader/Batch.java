package org.eobench.core.loader;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.SampleRef;

/**
 * Preprocessed samples of one size, on the host.
 *
 * @param images by modality, {@code [B,C,T,H,W]}
 * @param targets class indices or the ignore index, in C order {@code [B,targetHeight,targetWidth]}
 * @param targetHeight rows of the targets; they may differ from the images' where only these were
 *     resized
 * @param targetWidth columns of the targets
 * @param refs which samples these are, in order
 * @param acquisitions when and where each was taken
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Batch(
    Map<String, ImageBatch> images,
    int[] targets,
    int targetHeight,
    int targetWidth,
    List<SampleRef> refs,
    List<Acquisition> acquisitions) {
  public Batch {
    acquisitions = List.copyOf(acquisitions);
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    refs = List.copyOf(refs);
    if (targets.length != refs.size() * targetHeight * targetWidth) {
      throw new IllegalArgumentException(
          "targets of shape [%d,%d,%d] need another number of labels than %d"
              .formatted(refs.size(), targetHeight, targetWidth, targets.length));
    }
  }

  /** B, the number of samples. */
  public int size() {
    return refs.size();
  }
}
