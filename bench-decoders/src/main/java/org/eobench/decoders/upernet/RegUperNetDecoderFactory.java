package org.eobench.decoders.upernet;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link UperNetDecoder}s that predict one value per pixel. */
public final class RegUperNetDecoderFactory implements DecoderFactory<RegUperNetDecoderConfig> {
  @Override
  public Class<RegUperNetDecoderConfig> configType() {
    return RegUperNetDecoderConfig.class;
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.REGRESSION);
  }

  @Override
  public String paper() {
    return "arXiv:1807.10221";
  }

  @Override
  public Decoder create(RegUperNetDecoderConfig config, DecoderContext context) {
    context.requireOneOutput();
    return UperNetDecoder.regression(config, context);
  }
}
