package org.eobench.decoders.attentionpool;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Linear;
import org.eobench.decoders.pooling.PooledFeatures;

/**
 * The attention-pool probe for whole images: a learned query chooses among the positions of the
 * deepest map, or of each layer that is chosen, where a linear probe averages them.
 */
public final class ClsAttnPoolDecoder extends Decoder {
  private final PooledFeatures pooled;
  private final Linear linear;

  /**
   * @throws BenchException if the heads do not divide the width of a map
   */
  public ClsAttnPoolDecoder(ClsAttnPoolConfig config, DecoderContext context) {
    PooledFeatures.Names names = new PooledFeatures.Names("head_dim", "tmap", "");
    pooled =
        child(
            "",
            new PooledFeatures(
                context, config.features(), config.headDim(), config.temporal(), names));
    linear = child("linear", new Linear(context.ops(), pooled.width(), context.numClasses(), true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    return linear.forward(pooled.forward(features));
  }
}
