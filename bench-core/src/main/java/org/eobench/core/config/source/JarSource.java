package org.eobench.core.config.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.eobench.core.config.tree.ConfigText;
import org.jspecify.annotations.Nullable;

/**
 * Configuration files in a folder of the program's jar or a plug-in's jar. Once read, the jar stays
 * open as long as this source is in use, since Java reads the names of all entries to open it.
 */
final class JarSource implements ConfigSource {
  private final Path jar;
  private final String prefix;
  private @Nullable ConfigPaths paths;
  private @Nullable ZipFile zip;

  /**
   * @param prefix folder in the jar, without leading or trailing slash
   */
  JarSource(Path jar, String prefix) {
    this.jar = jar;
    this.prefix = prefix + "/";
  }

  @Override
  public String name() {
    return jar + "!/" + prefix.substring(0, prefix.length() - 1);
  }

  @Override
  public boolean available() {
    return Files.isRegularFile(jar) && !paths().isEmpty();
  }

  @Override
  public @Nullable String read(String path) {
    if (!Files.isRegularFile(jar)) {
      return null;
    }
    try {
      ZipFile zip = zip();
      ZipEntry entry = zip.getEntry(prefix + path);
      if (entry == null || entry.isDirectory()) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return ConfigText.read(in, show(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + jar, e);
    }
  }

  private synchronized ZipFile zip() throws IOException {
    if (zip == null) {
      zip = new ZipFile(jar.toFile());
    }
    return zip;
  }

  @Override
  public String show(String path) {
    return jar.getFileName() + "!/" + prefix + path;
  }

  @Override
  public boolean hasGroup(String group) {
    return paths().hasGroup(group);
  }

  @Override
  public List<String> options(String group) {
    return paths().options(group);
  }

  @Override
  public List<String> groups(String group) {
    return paths().groups(group);
  }

  private synchronized ConfigPaths paths() {
    if (paths == null) {
      List<String> files = new ArrayList<>();
      if (Files.isRegularFile(jar)) {
        list(files);
      }
      paths = new ConfigPaths(files);
    }
    return paths;
  }

  private void list(List<String> into) {
    try {
      for (String name : JarNames.below(prefix, jar)) {
        into.add(name.substring(prefix.length()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + jar, e);
    }
  }
}
