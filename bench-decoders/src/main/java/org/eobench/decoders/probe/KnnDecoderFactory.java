package org.eobench.decoders.probe;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link KnnDecoder}s for images that show one class. */
public final class KnnDecoderFactory implements DecoderFactory<KnnConfig> {
  @Override
  public Class<KnnConfig> configType() {
    return KnnConfig.class;
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.CLASSIFICATION);
  }

  @Override
  public String paper() {
    return "arXiv:1805.01978";
  }

  @Override
  public Decoder create(KnnConfig config, DecoderContext context) {
    return new KnnDecoder(config, KnnOutput.oneClass(), context);
  }
}
