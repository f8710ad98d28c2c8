package org.eobench.encoders.satlas;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Feature pyramid network (Lin et al. 2017, arXiv:1612.03144) with torchvision's names: maps of
 * equal width, each the sum of its own level and the enlarged deeper one, smoothed by a 3 × 3
 * convolution.
 */
final class FeaturePyramid extends Module {
  private static final String ADD =
      """
      def forward(self, own, deeper):
        return own + torch.upsample_nearest2d(deeper, [%d, %d], None, None)
      """;

  private final TorchOps ops;
  private final List<Conv2d> inner = new ArrayList<>();
  private final List<Conv2d> layers = new ArrayList<>();

  FeaturePyramid(TorchOps ops, List<Integer> widths, int channels) {
    this.ops = ops;
    for (int i = 0; i < widths.size(); i++) {
      inner.add(
          child("inner_blocks." + i + ".0", new Conv2d(ops, widths.get(i), channels, 1, true)));
      layers.add(child("layer_blocks." + i + ".0", new Conv2d(ops, channels, channels, 3, true)));
    }
  }

  /** Maps {@code [B,C_i,h_i,w_i]}, shallow to deep, to {@code [B,channels,h_i,w_i]}. */
  List<NDArray> forward(List<NDArray> maps) {
    LinkedList<NDArray> pyramid = new LinkedList<>();
    int deepest = maps.size() - 1;
    NDArray sum = inner.get(deepest).forward(maps.get(deepest));
    pyramid.add(layers.get(deepest).forward(sum));
    for (int i = deepest - 1; i >= 0; i--) {
      NDArray own = inner.get(i).forward(maps.get(i));
      String add = String.format(Locale.ROOT, ADD, own.getShape().get(2), own.getShape().get(3));
      sum = ops.call(add, own, sum);
      pyramid.addFirst(layers.get(i).forward(sum));
    }
    return pyramid;
  }
}
