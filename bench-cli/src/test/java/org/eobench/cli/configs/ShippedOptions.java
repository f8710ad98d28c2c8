package org.eobench.cli.configs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.Problems;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.registry.Components;
import org.eobench.core.registry.Registry;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.spi.ComponentFactory;

/** The options that are shipped, and the records of the components that they choose. */
final class ShippedOptions {
  private static final String STEPS = "preprocessing";

  /** Groups of {@code pretrain.yaml} alone. */
  static final List<String> PRETRAINING = List.of("method", "probe");

  /** Groups that are parts of experiments; {@code RecipesTest} tests those. */
  private static final List<String> OF_EXPERIMENTS = List.of("clay", "transfer");

  /** Begins the names of experiments of pretraining. */
  static final String OF_PRETRAINING = "pretrain_";

  private final Components components = Plugins.load(PluginJars.NONE).components();
  private final ConfigCommand configs = Configs.command(PluginJars.NONE);

  /** The names of the options of each group. */
  Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new TreeMap<>(configs.groups(CommandLine.parse(List.of())));
    groups.remove("search"); // no part of a run: a search makes runs
    groups.remove("benchmark"); // nor is a list of runs
    PRETRAINING.forEach(groups::remove);
    OF_EXPERIMENTS.forEach(groups::remove);
    groups.computeIfPresent(
        "experiment",
        (group, options) ->
            options.stream().filter(option -> !option.startsWith(OF_PRETRAINING)).toList());
    return groups;
  }

  /** The components of each group that chooses one. */
  Map<String, Registry<? extends ComponentFactory<?, ?, ?>>> registries() {
    return Map.of(
        "encoder", components.encoders(),
        "decoder", components.decoders(),
        "dataset", components.datasets(),
        "criterion", components.criteria(),
        "optimizer", components.optimizers(),
        "lr_scheduler", components.schedules());
  }

  /** The configuration of a run of small components, changed by some words. */
  MapNode smallRun(Problems problems, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("dataset=quickstart", "encoder=dofa_tiny", "decoder=seg_upernet_tiny"));
    words.addAll(List.of(more));
    return composed(problems, words);
  }

  /** The configuration of a command line, with interpolations resolved. */
  MapNode composed(Problems problems, List<String> words) {
    return configs.compose(CommandLine.parse(words)).resolve(problems);
  }

  /** The steps of all chains of a configuration. */
  static List<ConfigNode> steps(MapNode root) {
    List<ConfigNode> steps = new ArrayList<>();
    for (MapNode.Entry chain : Objects.requireNonNull(root.selectMap(STEPS)).entries()) {
      steps.addAll(((ListNode) chain.value()).items());
    }
    return steps;
  }

  /** The record of a step's keys. */
  Class<? extends Record> typeOfStep(ConfigNode step) {
    return type(step, STEPS, components.steps());
  }

  /** The keys of the tasks that the chosen criterion is for. */
  Set<String> tasksOfCriterion(MapNode root) {
    String criterion = Objects.requireNonNull(root.selectText("criterion._target_"));
    return components.criteria().get(criterion, "criterion").tasks().stream()
        .map(TaskKind::key)
        .collect(Collectors.toSet());
  }

  /** The record of the evaluator's keys of a task. */
  Class<? extends Record> typeOfEvaluator(String kind) {
    return components.tasks().get(kind, "task.kind").configType();
  }

  /** The record of the keys of the component that a node chooses. */
  static Class<? extends Record> type(
      ConfigNode node, String group, Registry<? extends ComponentFactory<?, ?, ?>> registry) {
    return registry.get(target(node), group).configType();
  }

  /** The component that a node chooses. */
  static String target(ConfigNode node) {
    return Objects.requireNonNull(node.selectText("_target_"));
  }

  /** A run of the quickstart, changed by some words. */
  RunRequest quickstart(String... words) {
    List<String> line = new ArrayList<>(List.of("experiment=quickstart"));
    line.addAll(List.of(words));
    return RunRequest.of(configs.compose(CommandLine.parse(line)), List.of());
  }

  /** Reads the plan of a run. */
  Plan plan(RunRequest request) {
    return Plan.read(request, components);
  }
}
