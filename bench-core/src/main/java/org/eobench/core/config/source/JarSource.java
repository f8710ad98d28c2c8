package org.eobench.core.config.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.eobench.core.config.tree.ConfigText;
import org.jspecify.annotations.Nullable;

/** Configuration files in a folder of the program's jar or a plug-in's jar. */
final class JarSource implements ConfigSource {
  private final Path jar;
  private final String prefix;
  private @Nullable TreeSet<String> files;

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
    return Files.isRegularFile(jar) && !files().isEmpty();
  }

  @Override
  public @Nullable String read(String path) {
    if (!Files.isRegularFile(jar)) {
      return null;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
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

  @Override
  public String show(String path) {
    return jar.getFileName() + "!/" + prefix + path;
  }

  @Override
  public boolean hasGroup(String group) {
    return ConfigPaths.hasGroup(files(), group);
  }

  @Override
  public List<String> options(String group) {
    return ConfigPaths.options(files(), group);
  }

  @Override
  public List<String> groups(String group) {
    return ConfigPaths.groups(files(), group);
  }

  /** Collects the paths of the YAML files below the prefix; jars may lack entries for folders. */
  private synchronized TreeSet<String> files() {
    if (files == null) {
      files = new TreeSet<>();
      if (Files.isRegularFile(jar)) {
        list(files);
      }
    }
    return files;
  }

  private void list(Set<String> into) {
    try {
      for (String name : JarNames.below(prefix, jar)) {
        if (name.endsWith(ConfigPaths.YAML)) {
          into.add(name.substring(prefix.length()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + jar, e);
    }
  }
}
