package org.eobench.core.config.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.tree.ConfigText;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** Configuration files in a directory. */
public final class DirectorySource implements ConfigSource {
  private static final String YAML = ".yaml";

  private final Path directory;

  public DirectorySource(Path directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return directory.toString();
  }

  @Override
  public boolean available() {
    return Files.isDirectory(directory);
  }

  @Override
  public @Nullable String read(String path) {
    Path file = directory.resolve(path);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return ConfigText.read(in, show(path));
    } catch (IOException e) {
      throw unreadable(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static BenchException unreadable(Path file, String why, Exception cause) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("ConfigUnreadable", "the file " + file + " " + why).at(file.toString()),
        cause);
  }

  @Override
  public String show(String path) {
    return directory.resolve(path).toString();
  }

  @Override
  public boolean hasGroup(String group) {
    return Files.isDirectory(directory.resolve(group));
  }

  @Override
  public List<String> options(String group) {
    List<String> names = new ArrayList<>();
    for (Path entry : entries(group)) {
      String name = entry.getFileName().toString();
      if (name.endsWith(YAML) && Files.isRegularFile(entry)) {
        names.add(name.substring(0, name.length() - YAML.length()));
      }
    }
    return names;
  }

  @Override
  public List<String> groups(String group) {
    List<String> names = new ArrayList<>();
    for (Path entry : entries(group)) {
      if (Files.isDirectory(entry) && !entry.getFileName().toString().startsWith(".")) {
        names.add(entry.getFileName().toString());
      }
    }
    return names;
  }

  private List<Path> entries(String group) {
    Path folder = directory.resolve(group);
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        for (Path entry : stream) { // a lambda would take longer than all else here
          found.add(entry);
        }
      } catch (IOException | DirectoryIteratorException e) {
        throw unreadable(folder, "cannot be listed: " + e.getMessage(), e);
      }
    }
    return found;
  }
}
