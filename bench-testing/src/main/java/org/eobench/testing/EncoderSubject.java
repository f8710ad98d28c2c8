package org.eobench.testing;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.spi.ComponentFactory;
import org.eobench.core.spi.EncoderFactory;

/**
 * An encoder of a small size, for {@link EncoderContract}.
 *
 * @param name what the test report calls it
 * @param component its registry key
 * @param factory makes it
 * @param config its config
 * @param bands the bands the data offers, by modality
 * @param frames dates per sample
 */
public record EncoderSubject(
    String name,
    String component,
    EncoderFactory<?> factory,
    ConfigNode config,
    Map<String, List<Band>> bands,
    int frames) {

  /**
   * The keys of a subject's YAML.
   *
   * @param component registry key
   * @param frames dates per sample
   * @param bands what the data offers by modality, where the encoder asks for wavelengths
   * @param config the encoder's config, interpolations already replaced by values
   */
  record Keys(
      String component,
      @Default("1") int frames,
      @Default("{}") Map<String, List<Band>> bands,
      ConfigNode config) {}

  /**
   * Reads a subject.
   *
   * @param name what the test report shall call it
   * @param yaml {@code component}, {@code config}, and where needed {@code frames} and {@code
   *     bands}
   * @param factories the factory of a registry key
   */
  public static EncoderSubject read(
      String name, String yaml, Function<String, EncoderFactory<?>> factories) {
    Keys keys = Binder.bindText(yaml, name, Keys.class);
    EncoderFactory<?> factory = factories.apply(keys.component());
    return new EncoderSubject(
        name, keys.component(), factory, keys.config(), keys.bands(), keys.frames());
  }

  Encoder create(TorchOps ops) {
    return create(factory, new EncoderContext(ops, bands, frames));
  }

  private <C extends Record> Encoder create(
      ComponentFactory<C, EncoderContext, Encoder> from, EncoderContext context) {
    return from.create(Binder.bindOrThrow(config, from.configType()), context);
  }
}
