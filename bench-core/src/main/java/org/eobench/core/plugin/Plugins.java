package org.eobench.core.plugin;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.registry.Components;
import org.eobench.core.spi.BenchPlugin;
import org.eobench.core.spi.CoreBindings;

/**
 * The plug-ins of a program and everything that they and core bring. Closing it closes the jars, so
 * that nothing of them can be loaded any more.
 */
public final class Plugins implements AutoCloseable {
  private final ClassLoader loader;
  private final Components components;

  private Plugins(ClassLoader loader, Components components) {
    this.loader = loader;
    this.components = components;
  }

  /**
   * Loads all plug-ins: those of the class path, then those of the jars.
   *
   * @throws BenchException when plug-ins cannot be loaded or contradict each other, such as two
   *     that offer the same registry key or the same metric
   */
  public static Plugins load(PluginJars jars) {
    RepeatedPlugins.refuse(jars.jars());
    ClassLoader loader = PluginLoader.classLoader(jars.jars());
    try {
      return new Plugins(loader, components(PluginLoader.load(loader)));
    } catch (RuntimeException | Error failure) {
      close(loader);
      throw failure;
    }
  }

  private static Components components(List<BenchPlugin> plugins) {
    List<Module> modules = new ArrayList<>();
    modules.add(new CoreBindings());
    modules.addAll(plugins);
    Injector injector;
    try {
      injector = Guice.createInjector(modules);
    } catch (CreationException e) {
      throw new BenchException(ExitCode.USAGE, conflict(e));
    }
    RepeatedComponents.refuse(injector);
    return injector.getInstance(Components.class);
  }

  private static Problem conflict(CreationException failure) {
    // Only the whole text says where each of two plug-ins offers a key.
    String places =
        String.valueOf(failure.getMessage())
            .lines()
            .map(String::strip)
            .filter(line -> line.contains(".java:"))
            .distinct()
            .collect(Collectors.joining("\n"));
    String what =
        failure.getErrorMessages().stream()
            .map(message -> message.getMessage().strip())
            .collect(Collectors.joining("; "));
    return Problem.of("PluginConflict", "the plug-ins cannot be put together: " + what)
        .at(places)
        .next("give the component another key, or remove one of the jars from plugins/");
  }

  /** The registries that core and the plug-ins filled. */
  public Components components() {
    return components;
  }

  /** Loads the classes of the plug-in jars; that of this program when there is no jar. */
  public ClassLoader classLoader() {
    return loader;
  }

  @Override
  public void close() {
    close(loader);
  }

  private static void close(ClassLoader loader) {
    if (loader instanceof Closeable jars) {
      try {
        jars.close();
      } catch (IOException failure) {
        throw new UncheckedIOException("cannot close the plug-in jars", failure);
      }
    }
  }
}
