package org.eobench.pretrain.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.model.Finetune;
import org.eobench.core.registry.Components;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * A probe whose configuration is understood. It is that of a run with the encoder of the
 * pretraining.
 *
 * @param name its name in logs
 */
public record PlannedProbe(String name, ProbeConfig config, Plan plan, RunRequest request) {
  private static final String ENCODER = "encoder";
  private static final String CACHE = "cache_dir";

  /**
   * Composes and reads the run of a probe.
   *
   * @param name of the probe, also the last part of its key
   * @param pretraining the configuration of the pretraining, resolved
   * @param option of the group {@code encoder} that the pretraining chose
   * @param composer composes the arguments of a run
   * @return null if anything is wrong; {@code problems} then says what
   */
  public static @Nullable PlannedProbe read(
      String name,
      ProbeConfig config,
      MapNode pretraining,
      String option,
      Function<List<String>, RunRequest> composer,
      Components components,
      Problems problems) {
    String key = "probe." + name + ".run";
    try {
      if (!usesOwnEncoder(config, key, problems)) {
        return null;
      }
      List<String> words = new ArrayList<>(config.run());
      words.add("seed=" + config.seed());
      words.add(ENCODER + "=" + option);
      RunRequest composed = composer.apply(words);
      MapNode root = ((MapNode) composed.config()).copy();
      root.put(ENCODER, withoutWeights(pretraining));
      root.put(CACHE, Objects.requireNonNull(pretraining.get(CACHE)));
      RunRequest request =
          new RunRequest(
              root,
              composed.choices(),
              composed.overrides(),
              composed.snapshot(),
              composed.options(),
              composed.plugins());
      Plan plan = Plan.read(request, components);
      if (plan.config().finetuning() != Finetune.NONE) {
        problems.add(
            Problem.of("ProbeTrainsEncoder", "the probe " + name + " would train the encoder")
                .at(key + ": finetune=" + plan.config().finetuning().key())
                .expecting("finetune=false: a probe trains only its decoder")
                .next("leave out finetune in " + key));
        return null;
      }
      return new PlannedProbe(name, config, plan, request);
    } catch (BenchException wrong) {
      wrong.problems().forEach(problem -> problems.add(ofProbe(problem, key)));
      return null;
    }
  }

  private static Problem ofProbe(Problem problem, String key) {
    return problem.at(problem.where().isEmpty() ? key : key + ": " + problem.where());
  }

  private static boolean usesOwnEncoder(ProbeConfig config, String key, Problems problems) {
    for (String word : config.run()) {
      String set = OverrideParser.parseAll(List.of(word)).get(0).key();
      if (set.equals(ENCODER) || set.startsWith(ENCODER + ".") || set.equals("seed")) {
        problems.add(
            Problem.of(
                    "ProbeOverride",
                    String.format(Locale.ROOT, "the argument %s has no place in a probe", word))
                .at(key)
                .expecting(
                    set.equals("seed")
                        ? "the seed of a probe in its key seed"
                        : "a run without an encoder: a probe has the one that is pretrained")
                .next("leave out " + word));
        return false;
      }
    }
    return true;
  }

  /** The encoder of the pretraining; its first values come from there, too. */
  private static ConfigNode withoutWeights(MapNode pretraining) {
    MapNode encoder = ((MapNode) Objects.requireNonNull(pretraining.get(ENCODER))).copy();
    ConfigNode weights = encoder.get("encoder_weights");
    if (weights != null) {
      encoder.put("encoder_weights", new ScalarNode(null, weights.origin()));
    }
    return encoder;
  }
}
