package org.eobench.core.run.plan;

import ai.djl.ndarray.NDArray;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.FeatureMaps;

/** Takes the place of a decoder where only the encoder is used. */
final class NoDecoder extends Decoder {
  /** It has no keys. */
  private record Config() {}

  static ConfiguredComponent<DecoderContext, Decoder> component() {
    return new ConfiguredComponent<>("none", new Config(), "decoder", context -> new NoDecoder());
  }

  @Override
  public NDArray decode(FeatureMaps features, int height, int width) {
    throw new IllegalStateException("there is no decoder");
  }
}
