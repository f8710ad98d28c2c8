package org.eobench.core.config.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built-in {@code hydra} group of every configuration: run and sweep directories, sweeper and
 * job. It contains only the keys that this program reads, under Hydra's names.
 */
public final class BuiltInSource implements ConfigSource {
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
          Map.entry("hydra/config.yaml", CONFIG),
          Map.entry("hydra/output/default.yaml", ""),
          Map.entry("hydra/env/default.yaml", ""),
          Map.entry("hydra/launcher/basic.yaml", ""),
          Map.entry("hydra/sweeper/basic.yaml", "max_batch_size: null\nparams: null\n"),
          Map.entry("hydra/help/default.yaml", "app_name: ${hydra.job.name}\n"),
          Map.entry("hydra/hydra_help/default.yaml", ""),
          Map.entry("hydra/hydra_logging/default.yaml", ""),
          Map.entry("hydra/hydra_logging/disabled.yaml", ""),
          Map.entry("hydra/hydra_logging/none.yaml", ""),
          Map.entry("hydra/job_logging/default.yaml", ""),
          Map.entry("hydra/job_logging/disabled.yaml", ""),
          Map.entry("hydra/job_logging/none.yaml", ""),
          Map.entry("hydra/job_logging/stdout.yaml", ""));

  private static final ConfigPaths PATHS = new ConfigPaths(FILES.keySet());

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
    return FILES.get(path);
  }

  @Override
  public String show(String path) {
    return "built-in " + path;
  }

  @Override
  public boolean hasGroup(String group) {
    return PATHS.hasGroup(group);
  }

  @Override
  public List<String> options(String group) {
    return PATHS.options(group);
  }

  @Override
  public List<String> groups(String group) {
    return PATHS.groups(group);
  }
}
