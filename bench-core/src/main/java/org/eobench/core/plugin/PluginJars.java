package org.eobench.core.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Printable;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.provenance.PluginFile;

/**
 * The jars of a plug-in folder. This class only lists files and loads no class, so that a config
 * can be printed quickly.
 *
 * @param jars in alphabetical order
 */
public record PluginJars(List<Path> jars) {
  /** No jars: only the plug-ins on the class path. */
  public static final PluginJars NONE = new PluginJars(List.of());

  public PluginJars {
    jars = List.copyOf(jars);
  }

  /**
   * The jars of a folder.
   *
   * @throws BenchException if the folder does not exist, or a file in it is not a jar
   */
  public static PluginJars in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("PluginFolderMissing", "the plug-in folder " + folder + " does not exist")
              .at(folder.toString())
              .expecting("a folder with plug-in jars")
              .next("create it, or set no plug-in folder"));
    }
    return new PluginJars(readable(folder));
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
              .expecting("a folder that this user can read (" + e.getMessage() + ")"));
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

  static Problem damaged(Path file, Exception failure) {
    return Problem.of("PluginJarDamaged", file + " cannot be opened as a jar")
        .at(file.toAbsolutePath().normalize().toString())
        .expecting("a complete jar file (" + failure.getMessage() + ")")
        .next("build or copy it again, or remove it from the folder");
  }

  /** Name, version and hash of each jar, for the record of a run. */
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
