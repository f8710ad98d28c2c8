package org.eobench.decoders.unet;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link UNetDecoder}s that predict one value per pixel. */
public final class RegUNetDecoderFactory implements DecoderFactory<UNetDecoderConfig> {
  @Override
  public Class<UNetDecoderConfig> configType() {
    return UNetDecoderConfig.class;
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.REGRESSION);
  }

  @Override
  public String paper() {
    return "arXiv:1505.04597";
  }

  @Override
  public Decoder create(UNetDecoderConfig config, DecoderContext context) {
    context.requireOneOutput();
    return new UNetDecoder(config, context, 1);
  }
}
