package org.eobench.testing;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.spi.ComponentFactory;
import org.eobench.core.spi.DecoderFactory;

/**
 * A small decoder on an encoder stub, for {@link DecoderContract}.
 *
 * @param name its name in the test report
 * @param component its registry key
 * @param factory its factory
 * @param config its config
 * @param encoder the encoder whose maps it receives
 * @param frames dates of these maps
 * @param outputs number of output channels
 * @param dense whether it predicts every pixel instead of the whole image
 * @param idle parameters that cannot affect any output
 */
public record DecoderSubject(
    String name,
    String component,
    DecoderFactory<?> factory,
    ConfigNode config,
    EncoderSpec encoder,
    int frames,
    int outputs,
    boolean dense,
    List<String> idle) {

  /** The default number of classes of a subject. */
  public static final int CLASSES = 3;

  /**
   * The keys of a subject's YAML.
   *
   * @param component registry key
   * @param encoder encoder whose maps it receives
   * @param outputs number of output channels; 1 for regression
   * @param dense whether it predicts every pixel
   * @param idle parameters that cannot affect any output
   * @param config the decoder's config with interpolations already resolved
   */
  record Keys(
      String component,
      EncoderStub encoder,
      @Default("" + CLASSES) int outputs,
      @Default("true") boolean dense,
      @Default("[]") List<String> idle,
      ConfigNode config) {}

  /**
   * Parses a subject.
   *
   * @param name its name in the test report
   * @param yaml {@code component}, {@code encoder} (an {@link EncoderStub} in small letters) and
   *     {@code config}
   * @param factories returns the factory of a registry key
   */
  public static DecoderSubject read(
      String name, String yaml, Function<String, DecoderFactory<?>> factories) {
    Keys keys = Binder.bindText(yaml, name, Keys.class);
    DecoderFactory<?> factory = factories.apply(keys.component());
    EncoderStub encoder = keys.encoder();
    return new DecoderSubject(
        name,
        keys.component(),
        factory,
        keys.config(),
        encoder.spec(),
        encoder.frames(),
        keys.outputs(),
        keys.dense(),
        keys.idle());
  }

  /** The same decoder on another encoder. */
  DecoderSubject on(EncoderStub other) {
    return new DecoderSubject(
        name, component, factory, config, other.spec(), other.frames(), outputs, dense, idle);
  }

  /** The shape of its logits for an output of the given size. */
  Shape logits(int batch, int height, int width) {
    return dense ? new Shape(batch, outputs, height, width) : new Shape(batch, outputs);
  }

  Decoder create(TorchOps ops) {
    return create(factory, new DecoderContext(ops, encoder, outputs, frames));
  }

  private <C extends Record> Decoder create(
      ComponentFactory<C, DecoderContext, Decoder> from, DecoderContext context) {
    return from.create(Binder.bindOrThrow(config, from.configType()), context);
  }
}
