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
 * A decoder of a small size on an encoder of which only the spec is known, for {@link
 * DecoderContract}.
 *
 * @param name what the test report calls it
 * @param component its registry key
 * @param factory makes it
 * @param config its config
 * @param encoder the encoder whose maps it gets
 * @param frames dates of these maps
 * @param outputs channels it must give
 * @param dense whether it predicts every pixel, and not the image as a whole
 * @param idle parameters that cannot change any output
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

  /** Classes a subject is asked for where it does not say. */
  public static final int CLASSES = 3;

  /**
   * The keys of a subject's YAML.
   *
   * @param component registry key
   * @param encoder whose maps it gets
   * @param outputs channels it is asked for; 1 in regression
   * @param dense whether it predicts every pixel
   * @param idle parameters that cannot change any output
   * @param config the decoder's config, interpolations already replaced by values
   */
  record Keys(
      String component,
      EncoderStub encoder,
      @Default("" + CLASSES) int outputs,
      @Default("true") boolean dense,
      @Default("[]") List<String> idle,
      ConfigNode config) {}

  /**
   * Reads a subject.
   *
   * @param name what the test report shall call it
   * @param yaml {@code component}, {@code encoder} (an {@link EncoderStub} in small letters) and
   *     {@code config}
   * @param factories the factory of a registry key
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

  /** The shape of its logits when an image of that size is wanted. */
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
