package org.eobench.decoders.dpt;

import ai.djl.ndarray.NDArray;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.neck.Enlarge;
import org.jspecify.annotations.Nullable;

/**
 * Adds a level to the coarser ones and doubles the size of the sum. The two convolutions of each
 * residual unit have no bias, as in DINOv3's head.
 */
final class FusionBlock extends Module {
  private static final String DOUBLE =
      """
      def forward(self, x):
        return torch.upsample_bilinear2d(x, [x.size(2) * 2, x.size(3) * 2], True)
      """;

  private final TorchOps ops;
  private final @Nullable ResidualUnit finer;
  private final ResidualUnit sum;
  private final Conv2d project;

  /**
   * @param deepest whether it is the first block, which gets only one map
   */
  FusionBlock(TorchOps ops, int channels, boolean deepest) {
    this.ops = ops;
    finer = deepest ? null : child("res_conv_unit1", new ResidualUnit(ops, channels));
    sum = child("res_conv_unit2", new ResidualUnit(ops, channels));
    project = child("project.conv", new Conv2d(ops, channels, channels, 1, true));
  }

  /**
   * @param coarse {@code [B,C,h,w]}, the fused coarser levels; the deepest one in the first block
   * @param level {@code [B,C,h',w']}, resized if the sizes differ; not read by the first block
   * @return {@code [B,C,2h,2w]}
   */
  NDArray forward(NDArray coarse, NDArray level) {
    NDArray x = coarse;
    if (finer != null) {
      int rows = Math.toIntExact(coarse.getShape().get(2));
      int columns = Math.toIntExact(coarse.getShape().get(3));
      x = coarse.add(finer.forward(Enlarge.resize(ops, level, rows, columns)));
    }
    return project.forward(doubled(ops, sum.forward(x)));
  }

  /**
   * {@code [B,C,h,w]} to {@code [B,C,2h,2w]}, bilinearly. The outer pixel centres lie on each other
   * ({@code align_corners=True}), unlike everywhere else in this project.
   */
  static NDArray doubled(TorchOps ops, NDArray map) {
    return ops.call(DOUBLE, map);
  }

  private static final class ResidualUnit extends Module {
    private final TorchOps ops;
    private final Conv2d first;
    private final Conv2d second;

    ResidualUnit(TorchOps ops, int channels) {
      this.ops = ops;
      first = child("conv1.conv", new Conv2d(ops, channels, channels, 3, false));
      second = child("conv2.conv", new Conv2d(ops, channels, channels, 3, false));
    }

    NDArray forward(NDArray x) {
      return x.add(second.forward(ops.relu(first.forward(ops.relu(x)))));
    }
  }
}
