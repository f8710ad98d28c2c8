package org.eobench.datasets.folder;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names of all samples, with lookup by the spellings that occur in lists of samples. */
final class SampleNames {
  private final Set<String> names;
  private final List<FilePattern> patterns;

  /**
   * @param names names of all samples
   * @param patterns of their files
   */
  SampleNames(Collection<String> names, List<FilePattern> patterns) {
    this.names = new TreeSet<>(names);
    this.patterns = List.copyOf(patterns);
  }

  Set<String> all() {
    return names;
  }

  /**
   * Finds a sample by its name, its name with an extension, or the path of one of its files with or
   * without extension.
   */
  Optional<String> of(String text) {
    if (names.contains(text)) {
      return Optional.of(text);
    }
    for (FilePattern pattern : patterns) {
      for (String path : List.of(text, text + pattern.extension())) {
        Optional<String> id = pattern.idOfListed(path).filter(names::contains);
        if (id.isPresent()) {
          return id;
        }
      }
    }
    String file = text.substring(text.replace('\\', '/').lastIndexOf('/') + 1);
    String bare = file.replaceFirst("(?i)\\.tiff?$", "");
    return Optional.of(bare).filter(names::contains);
  }
}
