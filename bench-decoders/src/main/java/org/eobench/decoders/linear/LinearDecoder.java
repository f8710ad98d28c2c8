package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalFusion;
import org.eobench.decoders.temporal.TemporalStrategy;

/**
 * The linear probe: one linear layer on every position of the deepest map, resized bilinearly. Its
 * score measures what the encoder's features contain by themselves. With hidden layers and ReLU
 * between them, it is the nonlinear probe.
 */
public final class LinearDecoder extends Decoder {
  private final TorchOps ops;
  private final boolean softmax;
  private final TemporalFusion fusion;
  private final LinearLayers layers;

  public LinearDecoder(LinearDecoderConfig config, DecoderContext context) {
    ops = context.ops();
    softmax = config.softmax();
    boolean attends = config.temporal().multiTemporalStrategy() == TemporalStrategy.LTAE;
    String name = attends ? "ltae" : "tmap"; // Pangaea's
    fusion = child("", TemporalFusion.ofDeepest(context, config.temporal(), name));
    int in = fusion.levels().get(0).width();
    layers =
        child("layers", new LinearLayers(ops, in, config.hidden(), context.numClasses(), true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray x = layers.forward(fusion.deepest(features).transpose(0, 2, 3, 1));
    NDArray map = (softmax ? ops.softmax(x, -1) : x).transpose(0, 3, 1, 2);
    return ops.resizePredictions(map, height, width);
  }
}
