package org.eobench.core.describe;

import java.util.Objects;
import java.util.Set;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.registry.Components;
import org.eobench.core.run.plan.ConfiguredComponent;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.spi.DecoderFactory;

/** A configured decoder, built without data and without weights. */
public final class ConfiguredDecoder {
  private final ConfiguredComponent<DecoderContext, Decoder> chosen;
  private final DecoderFactory<?> factory;
  private final Components components;

  private ConfiguredDecoder(
      ConfiguredComponent<DecoderContext, Decoder> chosen,
      DecoderFactory<?> factory,
      Components components) {
    this.chosen = chosen;
    this.factory = factory;
    this.components = components;
  }

  /**
   * Reads the decoder of a configuration.
   *
   * @param root a resolved configuration
   * @throws BenchException with every problem of the decoder's own keys
   */
  public static ConfiguredDecoder of(ConfigNode root, Components components) {
    Problems problems = new Problems();
    ConfigNode node = root.select("decoder");
    if (node == null) {
      problems.add(Problem.of("MissingKey", "decoder is not set").next("add `decoder=NAME`"));
    }
    ConfiguredComponent<DecoderContext, Decoder> chosen =
        node == null
            ? null
            : ConfiguredComponent.read(
                node, "decoder", ConfiguredComponent.LARGEST_SIZE, components.decoders(), problems);
    problems.throwIfAny(ExitCode.CONFIG);
    ConfiguredComponent<DecoderContext, Decoder> known = Objects.requireNonNull(chosen);
    DecoderFactory<?> factory = components.decoders().get(known.target(), known.place());
    return new ConfiguredDecoder(known, factory, components);
  }

  /** Registry key. */
  String target() {
    return chosen.target();
  }

  /** The tasks it is for. */
  public Set<TaskKind> tasks() {
    return Plan.tasks(factory, chosen.config());
  }

  /**
   * The most channels of logits that one of its tasks needs.
   *
   * @param classes of the data set
   */
  public int outputs(int classes) {
    return tasks().stream()
        .mapToInt(kind -> components.tasks().get(kind.key(), chosen.place()).outputs(classes))
        .max()
        .orElse(classes);
  }

  /** Where it is described; empty if nowhere. */
  public String paper() {
    return factory.paper();
  }

  /**
   * Builds the decoder; its tensors have no values yet.
   *
   * @throws BenchException when it cannot work with such an encoder
   */
  public Decoder build(DecoderContext context) {
    return chosen.create(context);
  }
}
