package org.eobench.core.plugin;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.spi.BenchPlugin;

/**
 * Finds every {@link BenchPlugin} on the class path and in the jars of the plug-in folder. All jars
 * share one class loader, so the libraries of a plug-in can be separate jars in the folder.
 */
final class PluginLoader {
  private PluginLoader() {}

  /**
   * Creates all plug-ins, those on the class path first.
   *
   * @param loader the result of {@link #classLoader}
   * @throws BenchException with every plug-in that cannot be used, and its jar
   */
  static List<BenchPlugin> load(ClassLoader loader) {
    Iterator<BenchPlugin> found = ServiceLoader.load(BenchPlugin.class, loader).iterator();
    List<BenchPlugin> plugins = new ArrayList<>();
    Problems problems = new Problems();
    while (advance(found, problems)) {
      try {
        BenchPlugin plugin = found.next();
        checkVersion(plugin, problems);
        plugins.add(plugin);
      } catch (ServiceConfigurationError | LinkageError e) {
        problems.add(unusable(e));
      }
    }
    problems.throwIfAny(ExitCode.USAGE);
    return List.copyOf(plugins);
  }

  /** Whether there is another plug-in; a class that cannot be found is reported and skipped. */
  private static boolean advance(Iterator<BenchPlugin> found, Problems problems) {
    while (true) {
      try {
        return found.hasNext();
      } catch (ServiceConfigurationError | LinkageError e) {
        Problem problem = unusable(e);
        if (problems.list().contains(problem)) {
          return false;
        }
        problems.add(problem);
      }
    }
  }

  /** A class loader for the jars; classes of the program take precedence. */
  static ClassLoader classLoader(List<Path> jars) {
    ClassLoader parent = PluginLoader.class.getClassLoader();
    if (jars.isEmpty()) {
      return parent;
    }
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = jars.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException("no URL for " + jars.get(i), e);
      }
    }
    return new URLClassLoader("plugins", urls, parent);
  }

  private static void checkVersion(BenchPlugin plugin, Problems problems) {
    if (plugin.apiVersion() != BenchPlugin.API_VERSION) {
      problems.add(
          Problem.of(
                  "PluginVersion",
                  String.format(
                      Locale.ROOT,
                      "plug-in %s was built for plug-in contract %d",
                      plugin.getClass().getName(),
                      plugin.apiVersion()))
              .at(jarOf(plugin.getClass()))
              .expecting("contract " + BenchPlugin.API_VERSION + ", which this program offers")
              .next("rebuild the plug-in against this bench.jar, or remove it from plugins/"));
    }
  }

  private static Problem unusable(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String detail = root == failure ? failure.toString() : failure + " (" + root + ")";
    return Problem.of("PluginUnusable", "a plug-in cannot be loaded: " + detail)
        .expecting(
            "a class that this bench.jar and Java " + Runtime.version().feature() + " can run")
        .next("rebuild the plug-in against this bench.jar, or remove its jar from plugins/");
  }

  /** The jar or folder of a class. */
  static String jarOf(Class<?> type) {
    var source = type.getProtectionDomain().getCodeSource();
    return source == null ? type.getName() : source.getLocation().getPath();
  }
}
