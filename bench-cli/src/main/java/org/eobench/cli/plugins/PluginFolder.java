package org.eobench.cli.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.plugin.PluginJars;
import org.jspecify.annotations.Nullable;

/**
 * The plug-in folder of the program: {@code ./plugins}, or the value of {@code -Dbench.plugins}.
 */
public final class PluginFolder {
  static final String PROPERTY = "bench.plugins";
  private static final Path DEFAULT = Path.of("plugins");

  private PluginFolder() {}

  /** The plug-in jars of this process. */
  public static PluginJars ofProcess() {
    return jars(System.getProperty(PROPERTY));
  }

  /**
   * The jars of a folder.
   *
   * @param named must exist; null means {@code ./plugins}, which may be missing
   * @throws BenchException if the folder does not exist, or a file in it is not a jar
   */
  static PluginJars jars(@Nullable String named) {
    if (named == null) {
      return Files.isDirectory(DEFAULT) ? PluginJars.in(DEFAULT) : PluginJars.NONE;
    }
    if (!Files.isDirectory(Path.of(named))) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("PluginFolderMissing", "the plug-in folder " + named + " does not exist")
              .at("-D" + PROPERTY + "=" + named)
              .expecting("a folder with plug-in jars")
              .next("create it, or omit the property to use ./plugins"));
    }
    return PluginJars.in(Path.of(named));
  }
}
