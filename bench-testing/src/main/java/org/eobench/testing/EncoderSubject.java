package org.eobench.testing;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.bands.MissingBand;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.spi.ComponentFactory;
import org.eobench.core.spi.EncoderFactory;

/**
 * A small encoder, for {@link EncoderContract}.
 *
 * @param name its name in the test report
 * @param component its registry key
 * @param factory its factory
 * @param config its config
 * @param bands bands of the data by modality
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
   * @param bands bands of the data by modality, for encoders that need wavelengths
   * @param config the encoder's config with interpolations already resolved
   */
  record Keys(
      String component,
      @Default("1") int frames,
      @Default("{}") Map<String, List<Band>> bands,
      ConfigNode config) {}

  /**
   * Parses a subject.
   *
   * @param name its name in the test report
   * @param yaml {@code component}, {@code config}, and optionally {@code frames} and {@code bands}
   * @param factories returns the factory of a registry key
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

  /** A band, with its wavelength where the subject gives it. */
  Band band(String modality, String band) {
    return bands.getOrDefault(modality, List.of()).stream()
        .filter(given -> given.name().equals(band))
        .findFirst()
        .orElse(new Band(band, null));
  }

  /** The same encoder on other data, with a rule for bands that these lack. */
  EncoderSubject on(Map<String, List<Band>> data, MissingBand rule) {
    MapNode changed = ((MapNode) config).copy();
    changed.put("missing_band", new ScalarNode(rule.key(), config.origin()));
    return new EncoderSubject(name, component, factory, changed, data, frames);
  }

  /** Whether its config says that it can be built for fewer bands. */
  boolean acceptsFewerBands() {
    EncoderConfig bound = Binder.bindOrThrow(config, factory.configType());
    return bound.withBands(bound.keys().inputBands()) != null;
  }

  private <C extends Record> Encoder create(
      ComponentFactory<C, EncoderContext, Encoder> from, EncoderContext context) {
    return from.create(Binder.bindOrThrow(config, from.configType()), context);
  }
}
