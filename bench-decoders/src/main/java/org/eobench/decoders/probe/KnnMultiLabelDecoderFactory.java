package org.eobench.decoders.probe;

import java.util.Set;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.spi.DecoderFactory;

/** Makes {@link KnnDecoder}s for images that show any number of classes. */
public final class KnnMultiLabelDecoderFactory implements DecoderFactory<KnnMultiLabelConfig> {
  @Override
  public Class<KnnMultiLabelConfig> configType() {
    return KnnMultiLabelConfig.class;
  }

  @Override
  public Set<TaskKind> tasks() {
    return Set.of(TaskKind.MULTI_LABEL_CLASSIFICATION);
  }

  @Override
  public String paper() {
    return "arXiv:1805.01978";
  }

  @Override
  public Decoder create(KnnMultiLabelConfig config, DecoderContext context) {
    return new KnnDecoder(
        config.neighbours(), KnnOutput.several(config.topM(), context.numClasses()), context);
  }
}
