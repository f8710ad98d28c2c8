package org.eobench.decoders.linear;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link ClsLinearDecoder}s. */
public final class ClsLinearDecoderFactory implements DecoderFactory<ClsLinearConfig> {
  @Override
  public Class<ClsLinearConfig> configType() {
    return ClsLinearConfig.class;
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.CLASSIFICATION, TaskKind.MULTI_LABEL_CLASSIFICATION);
  }

  @Override
  public String paper() {
    return "arXiv:1610.01644";
  }

  @Override
  public Decoder create(ClsLinearConfig config, DecoderContext context) {
    return new ClsLinearDecoder(config, context);
  }
}
