package org.eobench.cli.sweep.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Small files in which Linux tells numbers, one {@code name value} a line or a value alone. */
final class TextFiles {
  private TextFiles() {}

  /** The lines of a file; none where there is no such file. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException absent) {
      return List.of();
    }
  }

  /** The number after a name, such as {@code MemAvailable:}. */
  static OptionalLong named(Path file, String name) {
    for (String line : lines(file)) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length >= 2 && words[0].equals(name)) {
        return number(words[1]);
      }
    }
    return OptionalLong.empty();
  }

  /** The only number of a file; empty for a word such as {@code max}. */
  static OptionalLong only(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? OptionalLong.empty() : number(lines.get(0).strip());
  }

  private static OptionalLong number(String text) {
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
