package org.eobench.core.decoder;

import ai.djl.ndarray.NDArray;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Module;
import org.jspecify.annotations.Nullable;

/** A network that turns feature maps into predictions, one per pixel or one per image. */
public abstract class Decoder extends Module {
  /**
   * Decodes a batch.
   *
   * @param features maps of the encoder that this decoder was built for
   * @param height rows of the output
   * @param width columns of the output
   * @return logits {@code [B,K,height,width]}; {@code [B,K]} for predictions of whole images,
   *     regardless of {@code height} and {@code width}
   */
  public abstract NDArray decode(FeatureMaps features, int height, int width);

  /**
   * Decodes a batch for training. A decoder with auxiliary heads computes them only here, not in
   * {@link #decode}.
   *
   * @return the result of {@link #decode} and the predictions of the auxiliary heads, by default
   *     none; or those of all heads of a {@link HeadBank}
   */
  public Prediction predict(FeatureMaps features, int height, int width) {
    return new Prediction(decode(features, height, width));
  }

  /**
   * Whether it needs {@link FeatureMaps#classTokens}; false by default. The encoder then computes
   * all its blocks.
   */
  public boolean readsClassTokens() {
    return false;
  }

  /**
   * The fit to features, without gradients, which replaces training. Null, the default, for
   * decoders that are trained.
   */
  public @Nullable FeatureFit featureFit() {
    return null;
  }
}
