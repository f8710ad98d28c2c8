package org.eobench.decoders.neck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalFusion;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * One vector per image: the maps of all levels, resized to the largest one, averaged over space and
 * concatenated. A decoder adds it as a child with an empty name, so that the tensors of the
 * temporal fusion keep their names.
 */
public final class PooledFeatures extends Module {
  private static final String MEAN = "def forward(self, x):\n  return torch.mean(x, [2, 3])\n";

  private final TorchOps ops;
  private final TemporalFusion fusion;

  public PooledFeatures(DecoderContext context, TemporalKeys keys) {
    ops = context.ops();
    fusion = child("", new TemporalFusion(context, keys));
  }

  /** D, the number of features per image. */
  public int width() {
    return fusion.levels().stream().mapToInt(EncoderSpec.Level::width).sum();
  }

  /** Maps {@code [B,D_i,(T,)h_i,w_i]} per level to {@code [B,D]}. */
  public NDArray forward(FeatureMaps features) {
    List<NDArray> levels = fusion.forward(features).levels();
    int height = largest(levels, 2);
    int width = largest(levels, 3);
    NDList means = new NDList();
    for (NDArray level : levels) {
      means.add(ops.call(MEAN, Enlarge.resize(ops, level, height, width)));
    }
    return means.size() == 1 ? means.get(0) : NDArrays.concat(means, 1);
  }

  private static int largest(List<NDArray> levels, int axis) {
    return levels.stream().mapToInt(map -> (int) map.getShape().get(axis)).max().orElseThrow();
  }
}
