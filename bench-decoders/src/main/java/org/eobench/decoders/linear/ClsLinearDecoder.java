package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Linear;
import org.eobench.decoders.pooling.PooledFeatures;

/**
 * The linear probe for image classification: one linear layer on one vector per image, by default
 * the averaged features of all levels.
 */
public final class ClsLinearDecoder extends Decoder {
  /** Name of the layer: its index in PyTorch's Sequential, after pooling and flattening. */
  public static final String HEAD = "linear_head.2";

  private final PooledFeatures pooled;
  private final Linear linear;

  /**
   * @throws org.eobench.core.error.BenchException if the encoder does not give the features
   */
  public ClsLinearDecoder(ClsLinearConfig config, DecoderContext context) {
    pooled =
        child(
            "",
            new PooledFeatures(
                context,
                config.features(),
                config.headDim(),
                config.temporal(),
                PooledFeatures.Names.USUAL));
    linear = child(HEAD, new Linear(context.ops(), pooled.width(), context.numClasses(), true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    return linear.forward(pooled.forward(features));
  }

  @Override
  public boolean readsClassTokens() {
    return pooled.readsClassTokens();
  }
}
