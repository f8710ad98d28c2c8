package org.eobench.bench;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.parallel.WorkerLauncher;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.progress.ProgressListener;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Bench} works with. Each method gives a changed copy:
 *
 * <pre>{@code
 * BenchOptions options =
 *     BenchOptions.defaults().plugins(Path.of("plugins")).directory(Path.of("runs"));
 * }</pre>
 *
 * @param configs folders with configuration files, searched before those of the plug-ins and of EO
 *     Bench itself
 * @param plugins jars with plug-ins, besides those of the class path
 * @param directory where run directories are made; null leaves it to the configuration ({@code
 *     work_dir}, {@code ./runs} by default)
 * @param listener follows the runs
 * @param launcher starts the further processes of a run with {@code task.trainer.devices} above 1;
 *     null refuses such a run
 */
public record BenchOptions(
    List<Path> configs,
    PluginJars plugins,
    @Nullable Path directory,
    ProgressListener listener,
    @Nullable WorkerLauncher launcher) {
  public BenchOptions {
    configs = List.copyOf(configs);
  }

  /** No folder, no jar, nobody who listens: what is on the class path, and nothing else. */
  public static BenchOptions defaults() {
    return new BenchOptions(List.of(), PluginJars.NONE, null, ProgressListener.silent(), null);
  }

  /** With folders of configuration files, first match first. */
  public BenchOptions configs(Path... folders) {
    return new BenchOptions(List.of(folders), plugins, directory, listener, launcher);
  }

  /**
   * With the plug-in jars of a folder.
   *
   * @throws org.eobench.core.error.BenchException when the folder is not there, or a file in it is
   *     no jar
   */
  public BenchOptions plugins(Path folder) {
    return plugins(PluginJars.in(folder));
  }

  /** With these plug-in jars. */
  public BenchOptions plugins(PluginJars jars) {
    return new BenchOptions(configs, jars, directory, listener, launcher);
  }

  /** With a folder for run directories; an override {@code work_dir=…} still replaces it. */
  public BenchOptions directory(Path folder) {
    return new BenchOptions(configs, plugins, folder, listener, launcher);
  }

  /** With somebody who follows the runs. */
  public BenchOptions listener(ProgressListener follower) {
    return new BenchOptions(configs, plugins, directory, follower, launcher);
  }

  /** With what starts the further processes of runs on several devices. */
  public BenchOptions launcher(WorkerLauncher starts) {
    return new BenchOptions(configs, plugins, directory, listener, starts);
  }
}
