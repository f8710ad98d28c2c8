package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Interpolation;
import org.eobench.core.nn.Linear;
import org.eobench.core.nn.TorchOps;

/**
 * The linear probe: one linear layer on every position of the deepest map, enlarged bilinearly.
 * What it reaches is what the encoder's features tell by themselves.
 */
public final class LinearDecoder extends Decoder {
  private final TorchOps ops;
  private final boolean softmax;
  private final Linear layer;

  public LinearDecoder(LinearDecoderConfig config, DecoderContext context) {
    ops = context.ops();
    softmax = config.softmax();
    var levels = context.encoder().levels();
    EncoderSpec.Level deepest = levels.get(levels.size() - 1);
    layer = child("layers.0", new Linear(ops, deepest.width(), context.numClasses(), true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray positions = features.singleDate().last().transpose(0, 2, 3, 1);
    NDArray scores = layer.forward(positions);
    NDArray map = (softmax ? ops.softmax(scores, -1) : scores).transpose(0, 3, 1, 2);
    return ops.interpolate(map, height, width, Interpolation.BILINEAR);
  }
}
