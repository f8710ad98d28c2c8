package org.eobench.encoders.torchscript;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.spi.EncoderFactory;

/** Makes {@link TorchScriptEncoder}s. */
public final class TorchScriptEncoderFactory implements EncoderFactory<TorchScriptConfig> {
  @Override
  public Class<TorchScriptConfig> configType() {
    return TorchScriptConfig.class;
  }

  @Override
  public Encoder create(TorchScriptConfig config, EncoderContext context) {
    return new TorchScriptEncoder(config, context);
  }
}
