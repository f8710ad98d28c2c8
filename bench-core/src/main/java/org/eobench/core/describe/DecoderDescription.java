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
 * Facts about a configured decoder on the maps of a configured encoder, without weights and without
 * the native library.
 *
 * @param target registry key
 * @param tasks its tasks
 * @param encoder encoder whose maps it receives; with several dates, maps of each date
 * @param frames T, dates per sample
 * @param outputs K, classes of the data set; 1 for a decoder of regression
 * @param parameters number of trainable values
 * @param fitted whether it is fitted to features instead of trained
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
   * Builds the decoder of a configuration with the shapes of its tensors only.
   *
   * @param root resolved configuration; only bands, classes and dates of the data set are used
   * @throws org.eobench.core.error.BenchException with all problems of the decoder's and the
   *     encoder's keys, or if the two are incompatible
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
   * @throws org.eobench.core.error.BenchException like {@link #of}
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

  /**
   * The number at a path; 1 for a value that is not a number, such as {@code multi_temporal:
   * false}.
   */
  private static int number(ConfigNode root, String path) {
    return root.select(path) instanceof ScalarNode scalar && scalar.value() instanceof Number number
        ? number.intValue()
        : 1;
  }
}
