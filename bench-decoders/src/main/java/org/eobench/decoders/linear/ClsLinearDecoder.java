package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Linear;
import org.eobench.decoders.neck.PooledFeatures;

/**
 * The linear probe for image classification: one linear layer on the averaged features of all
 * levels.
 */
public final class ClsLinearDecoder extends Decoder {
  private final PooledFeatures pooled;
  private final Linear linear;

  public ClsLinearDecoder(ClsLinearConfig config, DecoderContext context) {
    pooled = child("", new PooledFeatures(context, config.temporal()));
    // The index in PyTorch's Sequential, after pooling and flattening.
    int classes = context.numClasses();
    linear = child("linear_head.2", new Linear(context.ops(), pooled.width(), classes, true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    return linear.forward(pooled.forward(features));
  }
}
