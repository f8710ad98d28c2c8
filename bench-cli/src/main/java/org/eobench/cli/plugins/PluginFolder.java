package org.eobench.cli.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.plugin.PluginJars;
import org.jspecify.annotations.Nullable;

/**
 * The plug-in folder of the program: {@code ./plugins}, or the one {@code -Dbench.plugins} names.
 */
public final class PluginFolder {
  static final String PROPERTY = "bench.plugins";
  private static final Path DEFAULT = Path.of("plugins");

  private PluginFolder() {}

  /** The jars of the folder that this process uses. */
  public static PluginJars ofProcess() {
    return jars(System.getProperty(PROPERTY));
  }

  /**
   * The jars of a folder.
   *
   * @param named must be there; null stands for {@code ./plugins}, which may be absent
   * @throws BenchException when the folder is not there, or a file in it is no jar
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
              .next("create it, or leave the property out to use ./plugins"));
    }
    return PluginJars.in(Path.of(named));
  }
}
