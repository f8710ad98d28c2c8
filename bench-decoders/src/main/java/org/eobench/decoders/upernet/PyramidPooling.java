package org.eobench.decoders.upernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.ConvNormAct;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Averages of a map over increasingly coarse grids, each reduced to {@code channels} and enlarged
 * again (Zhao et al., "Pyramid Scene Parsing Network", CVPR 2017).
 */
final class PyramidPooling extends Module {
  private final TorchOps ops;
  private final List<Integer> scales;
  private final List<ConvNormAct> branches = new ArrayList<>();

  PyramidPooling(TorchOps ops, int width, int channels, List<Integer> scales) {
    this.ops = ops;
    this.scales = scales;
    for (int i = 0; i < scales.size(); i++) {
      // Index 0 of each Sequential is the pooling.
      branches.add(
          child(
              String.valueOf(i),
              new ConvNormAct(ops, width, channels, 1, true, Activation.RELU, "1", "2")));
    }
  }

  /** Maps {@code [B,D,h,w]} to itself, followed by one {@code [B,channels,h,w]} per scale. */
  NDList forward(NDArray map) {
    int height = (int) map.getShape().get(2);
    int width = (int) map.getShape().get(3);
    NDList all = new NDList(map);
    for (int i = 0; i < scales.size(); i++) {
      NDArray pooled = ops.adaptiveAvgPool2d(map, scales.get(i), scales.get(i));
      NDArray narrow = branches.get(i).forward(pooled);
      all.add(ops.interpolate(narrow, height, width, Interpolation.BILINEAR));
    }
    return all;
  }
}
