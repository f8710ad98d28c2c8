package org.eobench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eobench.core.config.compose.Composer;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.compose.SearchPath;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.parallel.WorkerLauncher;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.CheckReport;
import org.eobench.core.run.calibrate.Calibrate;
import org.eobench.core.run.calibrate.CalibrationOptions;
import org.eobench.core.run.calibrate.CalibrationResult;
import org.eobench.core.run.directory.InheritedOverrides;
import org.eobench.core.run.plan.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * EO Bench as a library. Overrides are those of the command line, one text each: {@code
 * "encoder=dofa_tiny"}.
 *
 * <p>Opening reads nothing; plug-ins are loaded when they are first needed and stay until this is
 * closed. Several may be open, and several threads may use one: libtorch's state belongs to the
 * whole process, so runs wait for each other.
 */
public final class Bench implements AutoCloseable {
  private static final String MAIN_CONFIG = "train";

  private final BenchOptions options;
  private @Nullable Plugins plugins;
  private boolean closed;

  private Bench(BenchOptions options) {
    this.options = options;
  }

  /** With what is on the class path: {@link BenchOptions#defaults()}. */
  public static Bench open() {
    return open(BenchOptions.defaults());
  }

  public static Bench open(BenchOptions options) {
    return new Bench(options);
  }

  /**
   * Composes the configuration of one run. With {@code train=false ckpt_dir=RUN} the overrides of
   * that run come first.
   *
   * @throws org.eobench.core.error.BenchException with everything that is wrong with the overrides
   *     or the files
   */
  public Composition compose(String... overrides) {
    List<String> words = new ArrayList<>();
    if (options.directory() != null) {
      words.add("work_dir='" + quoted(options.directory().toString()) + "'");
    }
    words.addAll(List.of(overrides));
    List<ConfigOverride> parsed = InheritedOverrides.before(OverrideParser.parseAll(words));
    return composer().compose(MAIN_CONFIG, parsed, Composer.Purpose.RUN);
  }

  /**
   * The options of a config group, plug-ins included, sorted.
   *
   * @param group such as {@code encoder}; empty list where there is no such group
   */
  public List<String> list(String group) {
    return composer().searchPath().options(group);
  }

  /**
   * Trains and tests; returns when that is done.
   *
   * @throws org.eobench.core.error.BenchException with everything that a user can mend
   */
  public RunResult run(String... overrides) {
    return prepare(overrides).execute();
  }

  /**
   * Looks at the configuration, the weights and every sample, and tries one batch; writes nothing.
   *
   * @throws org.eobench.core.error.BenchException with every problem found
   */
  public CheckReport check(String... overrides) {
    return prepare(overrides).check();
  }

  /**
   * A run that can be cancelled.
   *
   * @throws org.eobench.core.error.BenchException with everything that is wrong with the overrides,
   *     the files and the values that they leave open
   */
  public PreparedRun prepare(String... overrides) {
    return prepare(compose(overrides));
  }

  /**
   * The run of a configuration that is composed.
   *
   * @throws org.eobench.core.error.BenchException naming every value that is still to be given and
   *     every interpolation that leads nowhere
   */
  public PreparedRun prepare(Composition composition) {
    requireOpen();
    RunRequest request = RunRequest.of(composition, options.plugins().described());
    return new PreparedRun(this, composition, request);
  }

  /** The registries that core and the plug-ins filled. */
  public Components components() {
    return plugins().components();
  }

  /** Loads the classes of the plug-ins. */
  public ClassLoader classLoader() {
    return plugins().classLoader();
  }

  /** Closes the plug-in jars. A run that is under way must end first. */
  /**
   * Calibrates finished runs on their validation split and scores them on their test split; of
   * several runs, the mean of their probabilities as well. Writes {@code calibrated.json}.
   *
   * @param runs their configurations, each composed with {@code train=false ckpt_dir=RUN}
   * @throws org.eobench.core.error.BenchException with everything that a user can mend
   */
  public CalibrationResult calibrate(List<PreparedRun> runs, CalibrationOptions how) {
    List<RunRequest> requests = runs.stream().map(PreparedRun::request).toList();
    return using(components -> new Calibrate(components, listener()).run(requests, how));
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (plugins != null) {
      plugins.close();
      plugins = null;
    }
  }

  ProgressListener listener() {
    return options.listener();
  }

  @Nullable WorkerLauncher launcher() {
    return options.launcher();
  }

  /** Does something with the components while the thread finds the plug-ins' classes. */
  <T> T using(Function<Components, T> work) {
    Plugins loaded = plugins();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loaded.classLoader());
    try {
      return work.apply(loaded.components());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private synchronized Plugins plugins() {
    requireOpen();
    Plugins loaded = plugins;
    if (loaded == null) {
      // Code that lies in a folder becomes part of the program: nobody should overlook that.
      options.plugins().described().forEach(jar -> options.listener().message(jar.line()));
      loaded = Plugins.load(options.plugins());
      plugins = loaded;
    }
    return loaded;
  }

  private synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this Bench is closed");
    }
  }

  private Composer composer() {
    requireOpen();
    SearchPath path = new SearchPath(ConfigSources.of(options.configs(), options.plugins()));
    return new Composer(path, System::getenv);
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }
}
