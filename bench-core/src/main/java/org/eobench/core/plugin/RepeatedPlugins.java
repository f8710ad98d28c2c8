package org.eobench.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.spi.BenchPlugin;

/**
 * A plug-in that several jars of a folder hold, such as two versions of one jar. Java would load
 * its classes from the first jar and silently ignore the others.
 */
final class RepeatedPlugins {
  private static final String SERVICE = "META-INF/services/" + BenchPlugin.class.getName();

  private RepeatedPlugins() {}

  /**
   * Reads which plug-ins the jars name; loads no class.
   *
   * @throws BenchException {@code PluginConflict} with each plug-in that several jars name
   */
  static void refuse(List<Path> jars) {
    Map<String, List<Path>> holders = new LinkedHashMap<>();
    for (Path jar : jars) {
      named(jar).forEach(name -> holders.computeIfAbsent(name, none -> new ArrayList<>()).add(jar));
    }
    Problems problems = new Problems();
    holders.forEach(
        (name, found) -> {
          if (found.size() > 1) {
            problems.add(
                Problem.of(
                        "PluginConflict",
                        String.format(
                            Locale.ROOT, "%d jars hold the plug-in %s", found.size(), name))
                    .at(found.stream().map(Path::toString).collect(Collectors.joining("\n")))
                    .expecting("one jar for each plug-in")
                    .next("keep one of these jars in plugins/, and remove the others"));
          }
        });
    problems.throwIfAny(ExitCode.USAGE);
  }

  private static Set<String> named(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry service = file.getEntry(SERVICE);
      if (service == null) {
        return Set.of();
      }
      try (InputStream in = file.getInputStream(service)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
      }
    } catch (IOException | SecurityException unreadable) {
      throw new BenchException(ExitCode.USAGE, PluginJars.damaged(jar, unreadable));
    }
  }
}
