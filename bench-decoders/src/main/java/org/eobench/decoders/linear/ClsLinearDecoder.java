package org.eobench.decoders.linear;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Linear;
import org.eobench.decoders.neck.ClassTokens;
import org.eobench.decoders.neck.PooledFeatures;
import org.jspecify.annotations.Nullable;

/**
 * The linear probe for image classification: one linear layer on the averaged features of all
 * levels, on their class tokens, or on both.
 */
public final class ClsLinearDecoder extends Decoder {
  private final ImagePooling pooling;
  private final @Nullable PooledFeatures pooled;
  private final Linear linear;

  /**
   * @throws org.eobench.core.error.BenchException if it is to read class tokens of several dates
   */
  public ClsLinearDecoder(ClsLinearConfig config, DecoderContext context) {
    pooling = config.pooling();
    int width = 0;
    if (pooling.readsClassTokens()) {
      ClassTokens.requireOneDate(context, "pooling", "mean");
      width += ClassTokens.width(context.encoder());
    }
    PooledFeatures means = null;
    if (pooling.readsMaps()) {
      means = child("", new PooledFeatures(context, config.temporal()));
      width += means.width();
    }
    pooled = means;
    // The index in PyTorch's Sequential, after pooling and flattening.
    int classes = context.numClasses();
    linear = child("linear_head.2", new Linear(context.ops(), width, classes, true));
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    if (pooled == null) {
      return linear.forward(ClassTokens.joined(features));
    }
    NDArray means = pooled.forward(features);
    return linear.forward(
        pooling.readsClassTokens() ? ClassTokens.joined(features).concat(means, 1) : means);
  }

  @Override
  public boolean readsClassTokens() {
    return pooling.readsClassTokens();
  }
}
