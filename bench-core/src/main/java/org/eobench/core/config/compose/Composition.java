package org.eobench.core.config.compose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eobench.core.config.interpolation.Resolver;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.KeyPath;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.config.tree.YamlWriter;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;

/** A composed configuration: the job's values, the {@code hydra} node and the origin of both. */
public final class Composition {
  private final String configName;
  private final MapNode job;
  private final MapNode hydra;
  private final Map<String, @Nullable String> choices;
  private final List<DefaultsNode> trees;
  private final List<ConfigOverride> overrides;
  private final List<String> warnings;
  private final SearchPath searchPath;
  private final Function<String, @Nullable String> environment;

  Composition(
      String configName,
      MapNode whole,
      Map<String, @Nullable String> choices,
      List<DefaultsNode> trees,
      List<ConfigOverride> overrides,
      List<String> warnings,
      SearchPath searchPath,
      Function<String, @Nullable String> environment) {
    this.configName = configName;
    this.job = whole.copy();
    this.job.remove("hydra");
    this.hydra =
        whole.get("hydra") instanceof MapNode map ? map : new MapNode(Origin.builtIn("hydra"));
    this.choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    this.trees = trees;
    this.overrides = List.copyOf(overrides);
    this.warnings = List.copyOf(warnings);
    this.searchPath = searchPath;
    this.environment = environment;
  }

  /** The name of the primary config. */
  String configName() {
    return configName;
  }

  /** The job's values as written: interpolations are unresolved, the hydra node is not included. */
  public MapNode job() {
    return job;
  }

  /** The {@code hydra} node: run and sweep directories, name and number of the job. */
  public MapNode hydra() {
    return hydra;
  }

  /** The job's values, with the hydra node under the key {@code hydra}. */
  public MapNode whole() {
    MapNode whole = new MapNode(job.origin());
    whole.put("hydra", hydra);
    job.entries().forEach(entry -> whole.put(entry.key(), entry.value()));
    return whole;
  }

  /** Maps each group, or {@code group@package}, to its option; null for a disabled group. */
  public Map<String, @Nullable String> choices() {
    return choices;
  }

  /** The files of the job, in merge order. */
  public List<DefaultsNode.Entry> defaults() {
    return trees.get(0).entries();
  }

  public List<DefaultsNode> trees() {
    return trees;
  }

  List<ConfigOverride> overrides() {
    return overrides;
  }

  /** The arguments for the job, as given. */
  public List<String> jobOverrides() {
    return overrides.stream().filter(o -> !o.isHydra()).map(ConfigOverride::line).toList();
  }

  /** The arguments for the hydra node, as given. */
  List<String> hydraOverrides() {
    return overrides.stream().filter(ConfigOverride::isHydra).map(ConfigOverride::line).toList();
  }

  public List<String> warnings() {
    return warnings;
  }

  /**
   * The options of a group that select one of the given components.
   *
   * @param group such as {@code decoder}
   * @param targets values of {@code _target_}
   */
  public List<String> optionsFor(String group, Set<String> targets) {
    return new OptionTargets(searchPath).options(group, targets);
  }

  /** The options of a group, sorted. */
  public List<String> options(String group) {
    return searchPath.options(group);
  }

  /** The job's values as YAML, interpolations unresolved, as {@code --cfg job} prints them. */
  public String yaml() {
    return YamlWriter.write(job);
  }

  /**
   * Another configuration of the same files.
   *
   * @param arguments overrides in their order, in place of those of this one
   * @throws org.eobench.core.error.BenchException with every problem found
   */
  public Composition with(List<String> arguments) {
    return new Composer(searchPath, environment).compose(configName, arguments);
  }

  /**
   * What a run directory keeps of the configuration: the values as written, the arguments, the
   * hydra node, and the place that set each value.
   *
   * @return contents by file name, such as {@code .hydra/config.yaml}
   */
  public Map<String, String> snapshot() {
    return Snapshot.files(this);
  }

  public SearchPath searchPath() {
    return searchPath;
  }

  public Function<String, @Nullable String> environment() {
    return environment;
  }

  /**
   * Returns the job's values with all interpolations resolved.
   *
   * @throws org.eobench.core.error.BenchException with one problem for each broken reference
   */
  public MapNode resolve() {
    Problems problems = new Problems();
    MapNode resolved = resolve(problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return resolved;
  }

  /** Like {@link #resolve()}, but collects problems and leaves broken references as they are. */
  public MapNode resolve(Problems problems) {
    return new Resolver(job, hydra, environment).resolveAll(problems);
  }

  /** Returns a value of the hydra node, such as {@code run.dir}, as resolved text; may be null. */
  public @Nullable String hydraText(String path) {
    Resolver resolver = new Resolver(whole(), hydra, environment);
    ConfigNode node = hydra.select(path);
    if (node == null) {
      return null;
    }
    List<String> full = new ArrayList<>(List.of("hydra"));
    full.addAll(KeyPath.split(path));
    ConfigNode value = resolver.resolveOrThrow(new Resolver.Located(node, full));
    return value instanceof ScalarNode scalar && scalar.value() == null
        ? null
        : PythonText.show(value);
  }

  void setMode(String mode) {
    hydra.put("mode", new ScalarNode(mode, Origin.builtIn("hydra")));
  }

  /** Sets the job number, to which {@code hydra.sweep.subdir} usually refers. */
  void setJobNumber(int number) {
    if (hydra.get("job") instanceof MapNode node) {
      Origin origin = Origin.builtIn("sweep");
      node.put("num", new ScalarNode((long) number, origin));
      node.put("id", new ScalarNode(hydraText("job.name") + "_" + number, origin));
    }
  }

  /** The paths of all {@code ???} values, in order. */
  public List<String> missing() {
    List<String> found = new ArrayList<>();
    missing(job, "", found);
    return found;
  }

  private static void missing(ConfigNode node, String path, List<String> found) {
    if (node instanceof ScalarNode scalar && scalar.isMissing()) {
      found.add(path);
    } else if (node instanceof MapNode map) {
      map.entries().forEach(e -> missing(e.value(), KeyPath.join(path, e.name()), found));
    } else if (node instanceof ListNode list) {
      for (int i = 0; i < list.size(); i++) {
        missing(list.get(i), path + "[" + i + "]", found);
      }
    }
  }

  /** Joins the sorted arguments of the job into a directory name, without the excluded keys. */
  public String overrideDirname() {
    String text = hydra.selectText("job.override_dirname");
    return text == null ? "" : text;
  }
}
