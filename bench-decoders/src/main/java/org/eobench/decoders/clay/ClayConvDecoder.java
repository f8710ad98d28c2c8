package org.eobench.decoders.clay;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.ConvTranspose2d;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.clay.ClayConvConfig.LastLayer;
import org.eobench.decoders.temporal.TemporalFusion;

/**
 * The heads of Clay's first documentation: 3×3 layers on the deepest map with nearest-neighbour
 * upsampling between them. If the result does not have the image size, it is resized bilinearly.
 */
public final class ClayConvDecoder extends Decoder {
  private final TorchOps ops;
  private final TemporalFusion fusion;
  private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();

  public ClayConvDecoder(ClayConvConfig config, DecoderContext context) {
    ops = context.ops();
    fusion = child("", TemporalFusion.ofDeepest(context, config.temporal(), "tmap"));
    int width = fusion.levels().get(0).width();
    if (config.reduceChannels() != null) {
      layers.add(child(name(), new Conv2d(ops, width, config.reduceChannels(), 1, true))::forward);
      width = config.reduceChannels();
    }
    List<Integer> scales = config.scales();
    int count = config.channels().size();
    for (int i = 0; i < count; i++) {
      enlarge(scales.get(i));
      layers.add(transposed(width, config.channels().get(i)));
      layers.add(ops::relu);
      width = config.channels().get(i);
    }
    enlarge(scales.get(count));
    int classes = context.numClasses();
    layers.add(
        config.lastLayer() == LastLayer.CONV
            ? child(name(), new Conv2d(ops, width, classes, 3, true))::forward
            : transposed(width, classes));
    enlarge(scales.get(count + 1));
  }

  /** Names are the indices in PyTorch's Sequential, in which upsampling and ReLU count as well. */
  private String name() {
    return "decoder." + layers.size();
  }

  private UnaryOperator<NDArray> transposed(int in, int out) {
    return child(name(), new ConvTranspose2d(ops, in, out, 3, 1, 1))::forward;
  }

  private void enlarge(int times) {
    if (times > 1) {
      layers.add(
          x ->
              ops.interpolate(
                  x,
                  Math.toIntExact(x.getShape().get(2) * times),
                  Math.toIntExact(x.getShape().get(3) * times),
                  Interpolation.NEAREST));
    }
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray x = fusion.deepest(features);
    for (UnaryOperator<NDArray> layer : layers) {
      x = layer.apply(x);
    }
    return ops.resizePredictions(x, height, width);
  }
}
