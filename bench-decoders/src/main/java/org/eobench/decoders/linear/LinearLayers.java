package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/** A sequence of linear layers, optionally with ReLU between them. */
final class LinearLayers extends Module {
  private final TorchOps ops;
  private final boolean rectified;
  private final List<Linear> layers = new ArrayList<>();

  /**
   * @param in number of input features
   * @param hidden widths of the layers before the last one
   * @param out number of output features
   * @param rectified whether there is a ReLU between the layers
   */
  LinearLayers(TorchOps ops, int in, List<Integer> hidden, int out, boolean rectified) {
    this.ops = ops;
    this.rectified = rectified;
    int given = in;
    for (int width : hidden) {
      add(given, width);
      given = width;
    }
    add(given, out);
  }

  /** Names are the indices in PyTorch's Sequential, in which activations count as well. */
  private void add(int in, int out) {
    int place = layers.size() * (rectified ? 2 : 1);
    layers.add(child("" + place, new Linear(ops, in, out, true)));
  }

  /** {@code [*,in]} to {@code [*,out]}. */
  NDArray forward(NDArray x) {
    NDArray y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = layers.get(i).forward(rectified && i > 0 ? ops.relu(y) : y);
    }
    return y;
  }

  /**
   * Parses the value of the key {@code topology}: widths of hidden layers, none if it is null.
   *
   * @throws IllegalArgumentException if a width is not positive
   */
  static List<Integer> widths(@Nullable List<Integer> topology) {
    List<Integer> widths = topology == null ? List.of() : List.copyOf(topology);
    if (widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "topology=" + widths + " must list widths of at least 1, or be null for none");
    }
    return widths;
  }
}
