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
 * The plug-ins of a program with their components and those of the core. Closing it closes the
 * jars; after that, no class can be loaded from them.
 */
public final class Plugins implements AutoCloseable {
  private final ClassLoader loader;
  private final Components components;

  private Plugins(ClassLoader loader, Components components) {
    this.loader = loader;
    this.components = components;
  }

  /**
   * Loads all plug-ins: those on the class path, then those in the jars.
   *
   * @throws BenchException if plug-ins cannot be loaded or contradict each other, such as two with
   *     the same registry key or the same metric
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
    Components components = injector.getInstance(Components.class);
    RepeatedComponents.refuse(injector, components);
    return components;
  }

  private static Problem conflict(CreationException failure) {
    // Only the complete text names the places of both plug-ins.
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
    return Problem.of("PluginConflict", "the plug-ins cannot be combined: " + what)
        .at(places)
        .next("give the component another key, or remove one of the jars from plugins/");
  }

  /** The registries with the components of the core and the plug-ins. */
  public Components components() {
    return components;
  }

  /** The class loader of the plug-in jars, or that of this program if there is no jar. */
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
