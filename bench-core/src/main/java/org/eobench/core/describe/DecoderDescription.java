package org.eobench.core.describe;

import java.util.Set;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.registry.Components;

/**
 * What a configured decoder is on the maps of a configured encoder, found without weights and
 * without the native library.
 *
 * @param target registry key
 * @param tasks what it is for
 * @param encoder whose maps it gets; with several dates, maps of each date
 * @param frames T, dates per sample
 * @param outputs K, classes of the data set; 1 for a decoder of regression
 * @param parameters number of values it can learn
 * @param fitted whether it learns from features at once and not by training
 */
public record DecoderDescription(
    String target,
    Set<TaskKind> tasks,
    EncoderSpec encoder,
    int frames,
    int outputs,
    long parameters,
    boolean fitted) {
  public DecoderDescription {
    tasks = Set.copyOf(tasks);
  }

  /**
   * Builds the decoder of a configuration as far as its tensors' shapes.
   *
   * @param root a resolved configuration; of the data set bands, classes and dates are read
   * @throws org.eobench.core.error.BenchException with every problem of the decoder's and the
   *     encoder's own keys, or if they do not fit each other
   */
  public static DecoderDescription of(ConfigNode root, Components components) {
    ConfiguredDecoder facts = ConfiguredDecoder.of(root, components);
    Set<TaskKind> tasks = components.decoders().get(facts.target(), "decoder").tasks();
    DecoderContext context = context(root, facts, components, TorchOps.declaring());
    Decoder decoder = facts.build(context);
    return new DecoderDescription(
        facts.target(),
        tasks,
        context.encoder(),
        context.frames(),
        context.numClasses(),
        decoder.tensors().values().stream()
            .filter(tensor -> !tensor.isBuffer())
            .map(Parameter::shape)
            .mapToLong(shape -> shape.size())
            .sum(),
        decoder.featureFit() != null);
  }

  /**
   * Builds the decoder of a configuration; its tensors have no values yet.
   *
   * @throws org.eobench.core.error.BenchException as {@link #of}
   */
  public static Decoder build(ConfigNode root, Components components, TorchOps ops) {
    ConfiguredDecoder facts = ConfiguredDecoder.of(root, components);
    return facts.build(context(root, facts, components, ops));
  }

  private static DecoderContext context(
      ConfigNode root, ConfiguredDecoder facts, Components components, TorchOps ops) {
    int frames = number(root, "dataset.multi_temporal");
    int outputs = facts.outputs(number(root, "dataset.num_classes"));
    EncoderSpec spec = EncoderDescription.of(root, components).spec();
    return new DecoderContext(ops, frames > 1 ? ofEachDate(spec) : spec, outputs, frames);
  }

  private static EncoderSpec ofEachDate(EncoderSpec spec) {
    return new EncoderSpec(
        spec.inputBands(), spec.inputSize(), spec.levels(), true, true, spec.pyramid());
  }

  /** 1 where there is no number, as {@code multi_temporal: false} says. */
  private static int number(ConfigNode root, String path) {
    return root.select(path) instanceof ScalarNode scalar && scalar.value() instanceof Number number
        ? number.intValue()
        : 1;
  }
}
