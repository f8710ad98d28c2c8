package org.eobench.core.config.compose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eobench.core.config.interpolation.InterpolationException;
import org.eobench.core.config.interpolation.InterpolationParser;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.override.Sweep;
import org.eobench.core.config.source.ConfigSource;
import org.eobench.core.config.source.DirectorySource;
import org.eobench.core.config.tree.Bounds;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Composes a configuration from YAML files and command-line overrides, as Hydra does, and reports
 * all problems together.
 */
public final class Composer {
  private final SearchPath searchPath;
  private final Function<String, @Nullable String> environment;

  /** The purpose of a composition. */
  public enum Purpose {
    /** A single job: sweeps are refused and every group needs an option. */
    RUN,
    /**
     * The configuration of the sweep itself: swept values are left to the jobs, and groups may have
     * no option yet.
     */
    SWEEP
  }

  /**
   * @param searchPath where configuration files are searched
   * @param environment environment variables for {@code ${oc.env:…}}
   */
  public Composer(SearchPath searchPath, Function<String, @Nullable String> environment) {
    this.searchPath = searchPath;
    this.environment = environment;
  }

  public Function<String, @Nullable String> environment() {
    return environment;
  }

  public SearchPath searchPath() {
    return searchPath;
  }

  /**
   * Composes one job.
   *
   * @param configName the primary config, such as {@code train}
   * @param arguments overrides in order
   * @throws BenchException with every problem found; its exit code is {@code USAGE} when an
   *     argument cannot be parsed, else {@code CONFIG}
   */
  public Composition compose(String configName, List<String> arguments) {
    return compose(configName, OverrideParser.parseAll(arguments), Purpose.RUN);
  }

  public Composition compose(String configName, List<ConfigOverride> overrides, Purpose purpose) {
    Problems problems = new Problems();
    refuseSweeps(overrides, purpose, problems);
    List<String> warnings = new ArrayList<>();
    SearchPath path = extended(configName, overrides, problems, warnings);

    GroupOverrides groups = new GroupOverrides(path, overrides, problems);
    DefaultsBuilder builder =
        new DefaultsBuilder(path, groups, environment, purpose == Purpose.SWEEP, problems);
    List<DefaultsNode> trees = builder.build(configName);
    warnings.addAll(builder.warnings());

    MapNode whole = new MapNode(Origin.builtIn("root"));
    ProtocolValues protocols = ProtocolValues.of(trees.get(0).entries(), path, problems);
    merge(whole, trees.get(1), protocols, path, problems);
    merge(whole, trees.get(0), protocols, path, problems);
    for (DefaultsNode child : trees.get(0).children()) {
      place(whole, child.item(), path);
    }

    Set<String> incomplete = new LinkedHashSet<>(builder.failedPackages());
    if (purpose == Purpose.SWEEP
        && overrides.stream().anyMatch(o -> o.isSweep() && path.hasGroup(o.key()))) {
      incomplete.add(""); // which keys there are depends on the job, and each is composed by itself
    }
    List<DefaultsNode.Entry> files = trees.get(0).entries();
    MovedKeys moved = new MovedKeys(path, files, whole, protocols, warnings, problems);
    moved.update();
    OverrideApplier applier = new OverrideApplier(whole, path, incomplete, problems);
    for (ConfigOverride override : moved.apply(groups.values())) {
      applier.apply(override);
    }
    MistypedGroup.withoutOpenChoices(problems).throwIfAny(ExitCode.CONFIG);

    HydraNode.complete(whole, configName, overrides, groups.choices(), problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return new Composition(
        configName, whole, groups.choices(), trees, overrides, warnings, path, environment);
  }

  private static void merge(
      MapNode whole,
      DefaultsNode tree,
      ProtocolValues protocols,
      SearchPath path,
      Problems problems) {
    int values = 0;
    for (DefaultsNode.Entry entry : tree.entries()) {
      ConfigFile file = path.load(entry.config());
      if (file == null) {
        continue;
      }
      ConfigNode content = file.tree();
      if (entry.pkg().isEmpty() && !(content instanceof MapNode)) {
        problems.add(
            Problem.of(
                    "PrimaryNotMapping",
                    "'" + entry.config() + "' must be a mapping, not " + content.describe())
                .at(file.shown()));
        continue;
      }
      try {
        InterpolationParser.check(content);
      } catch (InterpolationException e) {
        problems.add(
            Problem.of(e.id(), "in '" + entry.config() + "': " + e.getMessage())
                .at(file.shown())
                .expecting(e.hint()));
      }
      List<String> keys = KeyPath.split(entry.pkg());
      values += file.values();
      if (keys.size() > Bounds.DEPTH || values > Bounds.VALUES) {
        throw new BenchException(ExitCode.CONFIG, outOfBounds(entry, file, keys.size()));
      }
      new TreeMerge(whole, false, problems).merge(whole, List.of(), below(entry.pkg(), content));
      protocols.merge(whole, entry.pkg(), file);
    }
  }

  /** A mapping with the content of a file at the package it goes to. */
  static MapNode below(String pkg, ConfigNode content) {
    ConfigNode node = content;
    List<String> keys = KeyPath.split(pkg);
    for (int i = keys.size() - 1; i >= 0; i--) {
      MapNode outer = new MapNode(node.origin());
      outer.put(keys.get(i), node);
      node = outer;
    }
    return (MapNode) node;
  }

  /**
   * Gives each group's mapping the origin of its chosen option, not of the files that the option
   * builds on.
   */
  private static void place(MapNode whole, DefaultItem item, SearchPath path) {
    if (!item.isGroup() || item.isDeleted() || item.isMissing() || item.name() == null) {
      return;
    }
    MapNode at = whole;
    List<String> keys = KeyPath.split(item.finalPackage());
    for (int i = 0; i < keys.size(); i++) {
      if (!(at.find(keys.get(i)) instanceof MapNode below)) {
        return;
      }
      if (i == keys.size() - 1) {
        ConfigFile file = path.load(item.configPath());
        boolean argument = item.origin().kind() == Origin.Kind.ARGUMENT;
        Origin origin = argument || file == null ? item.origin() : Origin.file(file.shown(), 1);
        at.put(keys.get(i), below.copyWithOrigin(origin));
      }
      at = below;
    }
  }

  private static Problem outOfBounds(DefaultsNode.Entry entry, ConfigFile file, int depth) {
    Problem problem =
        depth > Bounds.DEPTH
            ? Bounds.tooDeep("the package of '" + entry.config() + "' is")
            : Bounds.tooMany(
                "the configuration has too many values, including those of '"
                    + entry.config()
                    + "'",
                Bounds.VALUES,
                "values in all files");
    return problem.at(file.shown());
  }

  private static void refuseSweeps(
      List<ConfigOverride> overrides, Purpose purpose, Problems problems) {
    for (ConfigOverride override : overrides) {
      if (!override.isSweep()) {
        continue;
      }
      if (purpose == Purpose.RUN) {
        boolean simple = override.value() instanceof Sweep.Choice choice && choice.simple();
        problems.add(
            Problem.of(
                    "SweepWithoutMultirun",
                    "'" + override.line() + "' has several values, but this is a single run")
                .at(override.origin().place())
                .expecting(
                    simple
                        ? "one value; write a list as [a,b] and quote text with commas: 'a,b'"
                        : "one value")
                .next("add `-m` to run one job for each value"));
      } else if (override.isHydra()) {
        problems.add(
            Problem.of("SweepOverHydra", "'" + override.line() + "': all jobs share one hydra node")
                .at(override.origin().place())
                .next("give one value"));
      }
    }
  }

  /** The search path including the directories of {@code hydra.searchpath}. */
  private SearchPath extended(
      String configName, List<ConfigOverride> overrides, Problems problems, List<String> warnings) {
    ConfigNode wanted = null;
    String provider = "command-line";
    try {
      ConfigFile primary = searchPath.load(configName);
      wanted = primary == null ? null : primary.tree().select("hydra.searchpath");
      provider = "main";
    } catch (BenchException e) {
      return searchPath;
    }
    for (ConfigOverride override : overrides) {
      if (override.key().equals("hydra.searchpath") && !override.isSweep()) {
        wanted = override.node();
        provider = "command-line";
      }
    }
    if (wanted == null) {
      return searchPath;
    }
    List<ConfigSource> more = new ArrayList<>();
    if (wanted instanceof ListNode list
        && list.items().stream()
            .allMatch(item -> item instanceof ScalarNode s && s.value() instanceof String)) {
      for (ConfigNode item : list.items()) {
        String place = PythonText.show(item);
        ConfigSource source = new DirectorySource(Path.of(place.replaceFirst("^file://", "")));
        if (!source.available()) {
          warnings.add("hydra.searchpath in " + provider + ": " + place + " is not a directory");
        }
        more.add(source);
      }
      return searchPath.with(more);
    }
    problems.add(
        Problem.of("Searchpath", "hydra.searchpath must be a list of texts")
            .at(wanted.origin().place())
            .expecting("hydra.searchpath=[directory]"));
    return searchPath;
  }
}
