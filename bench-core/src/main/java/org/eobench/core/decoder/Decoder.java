package org.eobench.core.decoder;

import ai.djl.ndarray.NDArray;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Module;
import org.jspecify.annotations.Nullable;

/** A network that turns feature maps into predictions: for every pixel, or one for the image. */
public abstract class Decoder extends Module {
  /**
   * Decodes a batch.
   *
   * @param features the maps of the encoder this decoder was built for
   * @param height rows of the wanted output
   * @param width columns of the wanted output
   * @return logits {@code [B,K,height,width]}; {@code [B,K]} where classes of whole images are
   *     predicted, whatever {@code height} and {@code width}
   */
  public abstract NDArray decode(FeatureMaps features, int height, int width);

  /**
   * Decodes a batch to train on. A decoder with auxiliary heads computes them here alone, never in
   * {@link #decode}.
   *
   * @return what {@link #decode} gives, and the predictions of auxiliary heads; none by default
   */
  public Prediction predict(FeatureMaps features, int height, int width) {
    return new Prediction(decode(features, height, width));
  }

  /**
   * How it learns from features at once and without gradients; run instead of training. Null, the
   * default, for decoders that are trained.
   */
  public @Nullable FeatureFit featureFit() {
    return null;
  }
}
