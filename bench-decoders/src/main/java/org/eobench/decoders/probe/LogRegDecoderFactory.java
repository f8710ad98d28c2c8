package org.eobench.decoders.probe;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link LogRegDecoder}s. */
public final class LogRegDecoderFactory implements DecoderFactory<LogRegConfig> {
  @Override
  public Class<LogRegConfig> configType() {
    return LogRegConfig.class;
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.CLASSIFICATION, TaskKind.MULTI_LABEL_CLASSIFICATION);
  }

  @Override
  public String paper() {
    return "arXiv:2304.07193";
  }

  @Override
  public Decoder create(LogRegConfig config, DecoderContext context) {
    return new LogRegDecoder(config, context);
  }
}
