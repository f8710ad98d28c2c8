package org.eobench.datasets.geobench2;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.tortilla.TortillaRow;

/** Selects files of a sample by name, position or column. */
final class FileChoice {
  private FileChoice() {}

  /**
   * The selected files, in the order of the archive.
   *
   * @param sample name of the sample, for messages
   * @param rows all its files
   * @param selector {@code s2}, {@code 0}, {@code 0, 1} or {@code modality=planet}
   * @param key key of the selector, for messages
   * @throws BenchException if there are none
   */
  static List<TortillaRow> of(String sample, List<TortillaRow> rows, String selector, String key) {
    List<TortillaRow> chosen = new ArrayList<>();
    for (String one : selector.split(",")) {
      chosen.addAll(of(rows, one.strip()));
    }
    if (!chosen.isEmpty()) {
      return chosen;
    }
    List<String> names = rows.stream().map(TortillaRow::id).toList();
    throw new BenchException(
        ExitCode.DATA,
        Problem.of("MissingFile", "sample " + sample + " has no file '" + selector + "'")
            .at(rows.isEmpty() ? sample : rows.get(0).part().file() + ", sample " + sample)
            .expecting(Suggest.sentence(selector, names))
            .next("correct dataset." + key + ", or download the archive again"));
  }

  private static List<TortillaRow> of(List<TortillaRow> rows, String selector) {
    int equals = selector.indexOf('=');
    if (equals > 0) {
      String value = selector.substring(equals + 1);
      return rows.stream()
          .filter(row -> row.text(selector.substring(0, equals)).equals(value))
          .toList();
    }
    if (selector.matches("\\d{1,6}")) {
      int position = Integer.parseInt(selector);
      return position < rows.size() ? List.of(rows.get(position)) : List.of();
    }
    return rows.stream().filter(row -> row.id().equals(selector)).toList();
  }
}
