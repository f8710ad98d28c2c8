package org.eobench.decoders.neck;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.TorchOps;

/**
 * One vector per image: maps of all levels at the size of the largest, averaged over space, their
 * features side by side.
 */
public final class PooledFeatures {
  private PooledFeatures() {}

  /** Features of an image whose maps have these levels. */
  public static int width(List<EncoderSpec.Level> levels) {
    return levels.stream().mapToInt(EncoderSpec.Level::width).sum();
  }

  /** {@code [B,D_i,h_i,w_i]} per level to {@code [B,ΣD_i]}. */
  public static NDArray of(TorchOps ops, List<NDArray> levels) {
    int height = largest(levels, 2);
    int width = largest(levels, 3);
    NDList means = new NDList();
    for (NDArray level : levels) {
      means.add(mean(ops, Enlarge.resize(ops, level, height, width)));
    }
    return means.size() == 1 ? means.get(0) : NDArrays.concat(means, 1);
  }

  private static int largest(List<NDArray> levels, int axis) {
    return levels.stream().mapToInt(map -> (int) map.getShape().get(axis)).max().orElseThrow();
  }

  private static NDArray mean(TorchOps ops, NDArray map) {
    return ops.call("def forward(self, x):\n  return torch.mean(x, [2, 3])\n", map);
  }
}
