package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalFusion;
import org.eobench.decoders.temporal.TemporalStrategy;

/**
 * Classifies images from the deepest map only: its maximum or mean over space, then linear layers.
 * With {@code multi_temporal_strategy=stack}, the first layer has separate weights for every date.
 */
public final class ClsMlpDecoder extends Decoder {
  private final TorchOps ops;
  private final boolean softmax;
  private final PoolingStrategy pooling;
  private final TemporalFusion fusion;
  private final LinearLayers layers;

  public ClsMlpDecoder(ClsMlpConfig config, DecoderContext context) {
    ops = context.ops();
    softmax = config.softmax();
    pooling = config.poolingStrategy();
    boolean attends = config.temporal().multiTemporalStrategy() == TemporalStrategy.LTAE;
    String name = attends ? "ltae" : "tmap"; // Pangaea's
    fusion = child("", TemporalFusion.ofDeepest(context, config.temporal(), name));
    layers =
        child(
            "layers",
            new LinearLayers(
                ops,
                fusion.levels().get(0).width(),
                config.hidden(),
                context.numClasses(),
                config.hiddenActivation() == Activation.RELU));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray logits = layers.forward(ops.call(pooling.script(), fusion.deepest(features)));
    return softmax ? ops.softmax(logits, -1) : logits;
  }
}
