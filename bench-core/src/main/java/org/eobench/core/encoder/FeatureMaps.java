package org.eobench.core.encoder;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Output of an encoder: one map per level of its {@link EncoderSpec}, {@code [B,D,(T,)h,w]}. */
public record FeatureMaps(List<NDArray> levels) {
  public FeatureMaps {
    levels = List.copyOf(levels);
  }

  /** The deepest map. */
  public NDArray last() {
    return levels.get(levels.size() - 1);
  }
}
