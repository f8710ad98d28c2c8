package org.eobench.core.config.compose;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built-in {@code hydra} group of every configuration: run and sweep directories, sweeper and
 * job. It contains only the keys that this program reads, under Hydra's names.
 */
final class BuiltInSource implements ConfigSource {
  private static final String CONFIG =
      """
      defaults:
        - output: default
        - launcher: basic
        - sweeper: basic
        - help: default
        - hydra_help: default
        - hydra_logging: default
        - job_logging: default
        - callbacks: null
        - env: default
        - _self_
      mode: null
      searchpath: []
      run:
        dir: outputs/${now:%Y-%m-%d}/${now:%H-%M-%S}
      sweep:
        dir: multirun/${now:%Y-%m-%d}/${now:%H-%M-%S}
        subdir: ${hydra.job.num}
      output_subdir: .hydra
      overrides:
        hydra: []
        task: []
      job:
        name: bench
        chdir: null
        override_dirname: ''
        id: ???
        num: ???
        config_name: null
        env_set: {}
        env_copy: []
        config:
          override_dirname:
            kv_sep: '='
            item_sep: ','
            exclude_keys: []
      runtime:
        cwd: ???
        output_dir: ???
        choices: {}
      verbose: false
      """;

  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("hydra/config", CONFIG),
          Map.entry("hydra/output/default", ""),
          Map.entry("hydra/env/default", ""),
          Map.entry("hydra/launcher/basic", ""),
          Map.entry("hydra/sweeper/basic", "max_batch_size: null\nparams: null\n"),
          Map.entry("hydra/help/default", "app_name: ${hydra.job.name}\n"),
          Map.entry("hydra/hydra_help/default", ""),
          Map.entry("hydra/hydra_logging/default", ""),
          Map.entry("hydra/hydra_logging/disabled", ""),
          Map.entry("hydra/hydra_logging/none", ""),
          Map.entry("hydra/job_logging/default", ""),
          Map.entry("hydra/job_logging/disabled", ""),
          Map.entry("hydra/job_logging/none", ""),
          Map.entry("hydra/job_logging/stdout", ""));

  private static final String YAML = ".yaml";

  @Override
  public String name() {
    return "built in";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public @Nullable String read(String path) {
    return path.endsWith(YAML) ? FILES.get(path.substring(0, path.length() - 5)) : null;
  }

  @Override
  public String show(String path) {
    return "built-in " + path;
  }

  @Override
  public boolean hasGroup(String group) {
    return FILES.keySet().stream().anyMatch(file -> file.startsWith(group + "/"));
  }

  @Override
  public List<String> options(String group) {
    return below(group).filter(rest -> rest.indexOf('/') < 0).toList();
  }

  @Override
  public List<String> groups(String group) {
    return below(group)
        .filter(rest -> rest.indexOf('/') > 0)
        .map(rest -> rest.substring(0, rest.indexOf('/')))
        .distinct()
        .toList();
  }

  private static java.util.stream.Stream<String> below(String group) {
    String folder = group.isEmpty() ? "" : group + "/";
    return FILES.keySet().stream()
        .filter(file -> file.startsWith(folder))
        .map(file -> file.substring(folder.length()));
  }
}
