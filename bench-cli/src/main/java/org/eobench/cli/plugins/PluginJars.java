package org.eobench.cli.plugins;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.eobench.cli.terminal.Printable;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.provenance.PluginFile;
import org.jspecify.annotations.Nullable;

/**
 * The jars of the plug-in folder: {@code ./plugins}, or the folder that {@code -Dbench.plugins=DIR}
 * names. Only names are read here, no class is loaded, so that a config can be printed fast.
 *
 * @param jars in alphabetical order
 */
public record PluginJars(List<Path> jars) {
  static final String PROPERTY = "bench.plugins";
  private static final Path DEFAULT_FOLDER = Path.of("plugins");

  public PluginJars {
    jars = List.copyOf(jars);
  }

  /** The jars of the folder this process was told to use. */
  public static PluginJars ofProcess() {
    return of(System.getProperty(PROPERTY));
  }

  /**
   * Lists a plug-in folder.
   *
   * @param folder the folder asked for, which must then exist, or null for {@code ./plugins}, which
   *     may be absent
   */
  static PluginJars of(@Nullable String folder) {
    Path directory = folder == null ? DEFAULT_FOLDER : Path.of(folder);
    if (!Files.isDirectory(directory)) {
      if (folder == null) {
        return new PluginJars(List.of());
      }
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("PluginFolderMissing", "the plug-in folder " + folder + " does not exist")
              .at("-D" + PROPERTY + "=" + folder)
              .expecting("a folder with plug-in jars")
              .next("create it, or leave the property out to use ./plugins"));
    }
    return new PluginJars(readable(directory));
  }

  private static List<Path> readable(Path directory) {
    List<Path> jars = new ArrayList<>();
    Problems problems = new Problems();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
      for (Path file : files) {
        damage(file, problems);
        jars.add(file);
      }
    } catch (IOException e) {
      problems.add(
          Problem.of("PluginFolderUnreadable", "cannot list the plug-in folder " + directory)
              .expecting("a folder that this user may read (" + e.getMessage() + ")"));
    }
    problems.throwIfAny(ExitCode.USAGE);
    jars.sort(null);
    return jars;
  }

  private static void damage(Path file, Problems problems) {
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.getManifest();
    } catch (IOException | SecurityException e) {
      problems.add(damaged(file, e));
    }
  }

  private static Problem damaged(Path file, Exception failure) {
    return Problem.of("PluginJarDamaged", file + " cannot be opened as a jar")
        .at(file.toAbsolutePath().normalize().toString())
        .expecting("a whole jar file (" + failure.getMessage() + ")")
        .next("build or copy it again, or remove it from the folder");
  }

  /** Name, version and hash of each jar, as a run records them. */
  public List<PluginFile> described() {
    return jars.stream().map(PluginJars::described).toList();
  }

  private static PluginFile described(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.jar$", "");
    String version = null;
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest != null) {
        Attributes about = manifest.getMainAttributes();
        String title = about.getValue(Attributes.Name.IMPLEMENTATION_TITLE);
        name = title == null ? name : title;
        version = about.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      }
    } catch (IOException | SecurityException e) {
      throw new BenchException(ExitCode.USAGE, damaged(file, e));
    }
    return new PluginFile(
        file.toString(),
        Printable.of(name),
        version == null ? null : Printable.of(version),
        FileHash.sha256(file));
  }
}
