package org.eobench.core.config.compose;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place that holds configuration files: a directory or a folder inside a jar. */
public interface ConfigSource {
  /** The place as the user knows it. */
  String name();

  /** Whether the place can be read at all. */
  boolean available();

  /** The text of a file such as {@code encoder/dofa.yaml}, or null when there is none. */
  @Nullable String read(String path);

  /** The name of a file of this source for messages. */
  String show(String path);

  /** Whether a group, a folder such as {@code encoder}, exists; the empty group is the root. */
  boolean hasGroup(String group);

  /** Names of the YAML files of a group, without {@code .yaml}, in no particular order. */
  List<String> options(String group);

  /** Names of the groups directly below a group, in no particular order. */
  List<String> groups(String group);

  /**
   * The folder {@code prefix} inside a jar, or below a directory of classes.
   *
   * @param jarOrDirectory a plug-in's jar, the program's own jar, or a directory
   * @param prefix the folder that holds the configuration, such as {@code configs}
   */
  static ConfigSource of(Path jarOrDirectory, String prefix) {
    return Files.isDirectory(jarOrDirectory)
        ? new DirectorySource(jarOrDirectory.resolve(prefix))
        : new JarSource(jarOrDirectory, prefix);
  }

  /** The folder {@code prefix} of the jar or class directory that {@code anchor} came from. */
  static ConfigSource beside(Class<?> anchor, String prefix) {
    CodeSource code = anchor.getProtectionDomain().getCodeSource();
    try {
      return of(Path.of(code.getLocation().toURI()), prefix);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot locate the jar of " + anchor.getName(), e);
    }
  }
}
