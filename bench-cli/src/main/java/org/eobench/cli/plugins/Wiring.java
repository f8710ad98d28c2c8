package org.eobench.cli.plugins;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.spi.CoreBindings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts core and all plug-ins together. */
public final class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger("bench");

  private Wiring() {}

  /**
   * An injector with the factories of every plug-in.
   *
   * @throws BenchException when plug-ins cannot be loaded or contradict each other, such as two
   *     that offer the same registry key
   */
  public static Injector injector(PluginJars jars) {
    List<Module> modules = new ArrayList<>();
    modules.add(new CoreBindings());
    // Code that lies in a folder becomes part of the program: nobody should overlook that.
    jars.described().forEach(jar -> LOG.info(jar.line()));
    modules.addAll(PluginLoader.load(jars));
    try {
      return Guice.createInjector(modules);
    } catch (CreationException e) {
      throw new BenchException(ExitCode.USAGE, conflict(e));
    }
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
}
