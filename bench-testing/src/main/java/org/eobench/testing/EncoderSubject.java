package org.eobench.testing;

import java.util.List;
import java.util.Map;
import org.eobench.core.config.Binder;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.nn.TorchOps;
import org.eobench.core.spi.ComponentFactory;
import org.eobench.core.spi.EncoderFactory;

/**
 * An encoder of a small size, for {@link EncoderContract}.
 *
 * @param name what the test report calls it
 * @param factory makes it
 * @param config its config as YAML
 * @param bands the bands the data offers, by modality
 * @param frames dates per sample
 */
public record EncoderSubject(
    String name,
    EncoderFactory<?> factory,
    String config,
    Map<String, List<Band>> bands,
    int frames) {

  Encoder create(TorchOps ops) {
    return create(factory, new EncoderContext(ops, bands, frames));
  }

  private <C extends Record> Encoder create(
      ComponentFactory<C, EncoderContext, Encoder> from, EncoderContext context) {
    return from.create(Binder.bindText(config, name + ".yaml", from.configType()), context);
  }
}
