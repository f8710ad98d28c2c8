package org.eobench.decoders.linear;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link ClsMlpDecoder}s. */
public final class ClsMlpDecoderFactory implements DecoderFactory<ClsMlpConfig> {
  @Override
  public Class<ClsMlpConfig> configType() {
    return ClsMlpConfig.class;
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.CLASSIFICATION, TaskKind.MULTI_LABEL_CLASSIFICATION);
  }

  @Override
  public Decoder create(ClsMlpConfig config, DecoderContext context) {
    return new ClsMlpDecoder(config, context);
  }
}
