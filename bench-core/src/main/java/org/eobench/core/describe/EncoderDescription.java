package org.eobench.core.describe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.Band;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.registry.Components;
import org.eobench.core.run.plan.ConfiguredComponent;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a configured encoder, without weights and without the native library.
 *
 * @param target registry key
 * @param keys the common keys of encoders
 * @param spec its inputs and outputs
 * @param parameters number of trainable values
 */
public record EncoderDescription(
    String target, EncoderKeys keys, EncoderSpec spec, long parameters) {

  /**
   * Builds the encoder of a configuration with the shapes of its tensors only.
   *
   * @param root resolved configuration; only bands and wavelengths of the data set are used
   * @throws BenchException with all problems of the encoder's keys
   */
  public static EncoderDescription of(ConfigNode root, Components components) {
    ConfiguredComponent<EncoderContext, Encoder> chosen = chosen(root, components);
    Encoder encoder = chosen.create(new EncoderContext(TorchOps.declaring(), offered(root), 1));
    long parameters =
        encoder.tensors().values().stream()
            .filter(tensor -> !tensor.isBuffer())
            .map(Parameter::shape)
            .mapToLong(shape -> shape.size())
            .sum();
    EncoderKeys keys = ((EncoderConfig) chosen.config()).keys();
    return new EncoderDescription(chosen.target(), keys, encoder.spec(), parameters);
  }

  /**
   * Builds the encoder of a configuration for one date; its tensors have no values yet.
   *
   * @param root resolved configuration; only bands and wavelengths of the data set are used
   * @throws BenchException with all problems of the encoder's keys
   */
  public static Encoder build(ConfigNode root, Components components, TorchOps ops) {
    return chosen(root, components).create(new EncoderContext(ops, offered(root), 1));
  }

  private static ConfiguredComponent<EncoderContext, Encoder> chosen(
      ConfigNode root, Components components) {
    Problems problems = new Problems();
    ConfigNode node = root.select("encoder");
    if (node == null) {
      problems.add(Problem.of("MissingKey", "encoder is not set").next("add `encoder=NAME`"));
    }
    ConfiguredComponent<EncoderContext, Encoder> chosen =
        node == null
            ? null
            : ConfiguredComponent.read(
                node, "encoder", ConfiguredComponent.LARGEST_SIZE, components.encoders(), problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return Objects.requireNonNull(chosen);
  }

  private static Map<String, List<Band>> offered(ConfigNode root) {
    Map<String, List<Band>> offered = new LinkedHashMap<>();
    MapNode bands = root.selectMap("dataset.bands");
    if (bands != null) {
      for (MapNode.Entry modality : bands.entries()) {
        if (modality.value() instanceof ListNode names) {
          List<Band> list = new ArrayList<>();
          for (int i = 0; i < names.size(); i++) {
            String path =
                String.format(Locale.ROOT, "dataset.wavelengths.%s.%d", modality.name(), i);
            list.add(new Band(String.valueOf(scalar(names.get(i))), number(root.select(path))));
          }
          offered.put(modality.name(), list);
        }
      }
    }
    return offered;
  }

  private static @Nullable Double number(@Nullable ConfigNode node) {
    return scalar(node) instanceof Number number ? number.doubleValue() : null;
  }

  private static @Nullable Object scalar(@Nullable ConfigNode node) {
    return node instanceof ScalarNode scalar ? scalar.value() : null;
  }
}
