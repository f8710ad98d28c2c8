package org.eobench.core.config.source;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of configuration files: a directory or a folder in a jar. */
public interface ConfigSource {
  /** The name of the source, as the user knows it. */
  String name();

  /** Whether the source exists and can be read. */
  boolean available();

  /** Returns the text of a file such as {@code encoder/dofa.yaml}, or null if there is none. */
  @Nullable String read(String path);

  /** The name of one of its files, for messages. */
  String show(String path);

  /** Whether a group (a folder such as {@code encoder}) exists. The empty group is the root. */
  boolean hasGroup(String group);

  /** The names of a group's YAML files, without {@code .yaml}, in no particular order. */
  List<String> options(String group);

  /** The names of the groups directly below a group, in no particular order. */
  List<String> groups(String group);

  /**
   * Opens the folder {@code prefix} in a jar or in a directory of classes.
   *
   * @param jarOrDirectory a plug-in's jar, the program's own jar, or a directory
   * @param prefix folder of the configuration, such as {@code configs}
   */
  static ConfigSource of(Path jarOrDirectory, String prefix) {
    return Files.isDirectory(jarOrDirectory)
        ? new DirectorySource(jarOrDirectory.resolve(prefix))
        : new JarSource(jarOrDirectory, prefix);
  }

  /** Opens the folder {@code prefix} of the jar or class directory of {@code anchor}. */
  static ConfigSource ofClass(Class<?> anchor, String prefix) {
    CodeSource code = anchor.getProtectionDomain().getCodeSource();
    try {
      return of(Path.of(code.getLocation().toURI()), prefix);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot locate the jar of " + anchor.getName(), e);
    }
  }
}
