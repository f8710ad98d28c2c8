package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.pooling.PooledFeatures;
import org.eobench.decoders.temporal.TemporalStrategy;

/**
 * Classifies images by linear layers on one vector per image, by default the maximum or mean of the
 * deepest map over space. With {@code multi_temporal_strategy=stack}, the first layer has separate
 * weights for every date.
 */
public final class ClsMlpDecoder extends Decoder {
  private final TorchOps ops;
  private final boolean softmax;
  private final PooledFeatures pooled;
  private final LinearLayers layers;

  public ClsMlpDecoder(ClsMlpConfig config, DecoderContext context) {
    ops = context.ops();
    softmax = config.softmax();
    boolean attends = config.temporal().multiTemporalStrategy() == TemporalStrategy.LTAE;
    String name = attends ? "ltae" : "tmap"; // Pangaea's
    PooledFeatures.Names names = new PooledFeatures.Names("pooling_strategy", name, "attention.");
    pooled =
        child(
            "",
            new PooledFeatures(
                context, config.features(), config.headDim(), config.temporal(), names));
    layers =
        child(
            "layers",
            new LinearLayers(
                ops,
                pooled.width(),
                config.hidden(),
                context.numClasses(),
                config.hiddenActivation() == Activation.RELU));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    NDArray logits = layers.forward(pooled.forward(features));
    return softmax ? ops.softmax(logits, -1) : logits;
  }

  @Override
  public boolean readsClassTokens() {
    return pooled.readsClassTokens();
  }
}
