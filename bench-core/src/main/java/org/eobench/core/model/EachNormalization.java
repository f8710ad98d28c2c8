package org.eobench.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.loader.Batch;

/**
 * The maps of a batch, and after them those of the same samples in the other normalisations of a
 * run: {@link Batch#others}.
 *
 * @param each the way to the maps in one of them
 */
public record EachNormalization(Encoding each) implements Encoding {
  /** The maps of images whose other normalisations are not known. */
  @Override
  public FeatureMaps of(EncoderInput input) {
    return each.of(input);
  }

  @Override
  public FeatureMaps of(Batch batch, NDManager owner) {
    FeatureMaps first = each.of(batch, owner);
    List<NDArray> levels = new ArrayList<>(first.levels());
    List<NDArray> tokens = new ArrayList<>(first.classTokens());
    for (Batch other : batch.others()) {
      FeatureMaps maps = each.of(other, owner);
      levels.addAll(maps.levels());
      tokens.addAll(maps.classTokens());
    }
    return new FeatureMaps(levels, first.acquisitions(), tokens);
  }
}
