package org.eobench.core.testing;

import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.EncoderSpec;

/** Facts of encoders that need not exist. */
public final class Encoders {
  private Encoders() {}

  /** An encoder that takes these bands in images of this side. */
  public static EncoderSpec taking(int inputSize, Map<String, List<String>> bands) {
    return new EncoderSpec(
        bands, inputSize, List.of(new EncoderSpec.Level(8, 4)), false, false, false);
  }
}
