package org.eobench.decoders.dino;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.BatchNorm2d;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.torch.ConvOptions;
import org.eobench.core.nn.torch.TorchOps;

/**
 * DINO's projection head (Caron et al., "Emerging Properties in Self-Supervised Vision
 * Transformers", ICCV 2021, arXiv:2104.14294) on every position of a map: linear layers with GELU
 * down to a bottleneck, whose vectors are normalised to unit length, then a layer with normalised
 * weights, so that each logit is a cosine.
 */
final class DinoHead extends Module {
  private static final double INIT_STD = 0.02;
  private static final String UNIT_LENGTH =
      """
      def forward(self, x):
        return x / torch.clamp_min(torch.norm(x, 2, [%d], True), 1e-12)
      """;

  private final TorchOps ops;
  private final String unitLength;
  private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();
  private final WeightNormConv last;
  private int place;

  /**
   * @param in channels of the input map
   */
  DinoHead(TorchOps ops, int in, DinoHeadConfig config, int classes) {
    this.ops = ops;
    unitLength = String.format(Locale.ROOT, UNIT_LENGTH, config.l2Axis().axis());
    int channels = in;
    for (int i = 1; i < config.numLayers(); i++) {
      add(conv(channels, config.hiddenChannels())::forward);
      if (config.batchNorm()) {
        add(child(name(), new BatchNorm2d(ops, config.hiddenChannels()))::forward);
      }
      add(ops::gelu);
      channels = config.hiddenChannels();
    }
    add(conv(channels, config.bottleneckChannels())::forward);
    last = child("classifier", new WeightNormConv(ops, config.bottleneckChannels(), classes));
  }

  /** Names are the indices in PyTorch's Sequential, in which activations count as well. */
  private String name() {
    return "mlp." + place;
  }

  private void add(UnaryOperator<NDArray> layer) {
    layers.add(layer);
    place++;
  }

  private Conv2d conv(int in, int out) {
    return child(
        name(),
        new Conv2d(ops, in, out, 1, ConvOptions.DEFAULT, Inits.truncNormal(INIT_STD), Inits.ZEROS));
  }

  /** {@code [B,in,h,w]} to {@code [B,K,h,w]}. */
  NDArray forward(NDArray map) {
    NDArray x = map;
    for (UnaryOperator<NDArray> layer : layers) {
      x = layer.apply(x);
    }
    return last.forward(ops.call(unitLength, x));
  }
}
