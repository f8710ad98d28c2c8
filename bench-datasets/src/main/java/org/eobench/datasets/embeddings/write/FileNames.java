package org.eobench.datasets.embeddings.write;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of files by the ids of samples. Two ids never share a file. */
final class FileNames {
  private static final int LONGEST = 150;

  private final Set<String> used = new HashSet<>();

  /** A name without extension, of letters, digits, points, lines and underscores. */
  String of(String id) {
    String plain = id.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]", "_");
    plain = plain.substring(Math.max(0, plain.length() - LONGEST));
    String name = plain;
    // Some file systems do not distinguish small and capital letters.
    for (int i = 2; !used.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = plain + "_" + i;
    }
    return name;
  }
}
