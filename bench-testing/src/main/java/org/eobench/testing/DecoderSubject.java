package org.eobench.testing;

import java.util.List;
import java.util.Map;
import org.eobench.core.config.Binder;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.TorchOps;
import org.eobench.core.spi.ComponentFactory;
import org.eobench.core.spi.DecoderFactory;

/**
 * A decoder of a small size on an encoder of which only the spec is known, for {@link
 * DecoderContract}.
 *
 * @param name what the test report calls it
 * @param factory makes it
 * @param config its config as YAML
 * @param encoder the encoder whose maps it gets
 */
public record DecoderSubject(
    String name, DecoderFactory<?> factory, String config, EncoderSpec encoder) {

  /** Classes every subject predicts. */
  public static final int CLASSES = 3;

  /** Four equal maps of a plain transformer: 64 pixels, patches of 8, width 16. */
  public static EncoderSpec plain() {
    var level = new EncoderSpec.Level(16, 8);
    return spec(List.of(level, level, level, level), false);
  }

  /** A pyramid with strides 4 to 32 and growing widths. */
  public static EncoderSpec pyramid() {
    return spec(
        List.of(
            new EncoderSpec.Level(8, 4),
            new EncoderSpec.Level(12, 8),
            new EncoderSpec.Level(16, 16),
            new EncoderSpec.Level(24, 32)),
        true);
  }

  private static EncoderSpec spec(List<EncoderSpec.Level> levels, boolean pyramid) {
    return new EncoderSpec(Map.of("optical", List.of("B4")), 64, levels, false, false, pyramid);
  }

  Decoder create(TorchOps ops) {
    return create(factory, new DecoderContext(ops, encoder, CLASSES, 1));
  }

  private <C extends Record> Decoder create(
      ComponentFactory<C, DecoderContext, Decoder> from, DecoderContext context) {
    return from.create(Binder.bindText(config, name + ".yaml", from.configType()), context);
  }
}
