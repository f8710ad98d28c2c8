package org.eobench.decoders.temporal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.jspecify.annotations.Nullable;

/** Which frames of the samples of a batch have an image: samples with fewer dates end earlier. */
final class DateMask {
  private DateMask() {}

  /**
   * The frames that count.
   *
   * @param acquisitions of the samples; a sample without dates counts as complete
   * @param frames T, number of maps per sample
   * @param owner owner of the result
   * @return {@code [B,1,T,1,1]} of 1 and 0; null if no sample lacks a date
   */
  static @Nullable NDArray of(List<Acquisition> acquisitions, int frames, NDManager owner) {
    float[] mask = new float[acquisitions.size() * frames];
    boolean complete = true;
    for (int sample = 0; sample < acquisitions.size(); sample++) {
      int known = acquisitions.get(sample).dates().size();
      int counted = known == 0 ? frames : Math.min(known, frames);
      complete &= counted == frames;
      Arrays.fill(mask, sample * frames, sample * frames + counted, 1);
    }
    return complete ? null : owner.create(mask, new Shape(acquisitions.size(), 1, frames, 1, 1));
  }
}
