package org.eobench.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Sentences about cells of one run: what their intervals and letters are over. */
final class SingleRemarks {
  private final List<Column> columns;
  private final List<Row> rows;
  private final ReportRequest request;

  SingleRemarks(List<Column> columns, List<Row> rows, ReportRequest request) {
    this.columns = columns;
    this.rows = rows;
    this.request = request;
  }

  List<String> of(SingleRuns singles) {
    List<String> sentences = new ArrayList<>();
    List<String> blocks = with(cell -> cell.basis() == Basis.BLOCKS);
    List<String> samples = with(cell -> cell.basis() == Basis.SAMPLES);
    List<String> none = with(cell -> cell.n() == 1 && cell.basis() == Basis.NONE);
    if (!blocks.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Intervals of single runs are over spatial blocks of test samples that touch on the"
                  + " ground: %s.",
              Remarks.some(blocks)));
    }
    if (!samples.isEmpty()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Intervals of single runs are over single test samples (%s); they are too narrow if"
                  + " samples are neighbours on the ground.",
              Remarks.some(samples)));
    }
    if (!none.isEmpty() && request.resamples() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Single runs without counts of their test samples, or whose counts do not give the"
                  + " score, have no interval: %s.",
              Remarks.some(none)));
    }
    if (blocks.size() + samples.size() > 0 && singles.draws() < request.resamples()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "So many single runs have %d draws each in place of %d: the ends of their intervals"
                  + " are less exact.",
              singles.draws(),
              request.resamples()));
    }
    if (!with(cell -> cell.n() == 1 && !cell.letters().isEmpty()).isEmpty()) {
      sentences.add(
          "Letters beside single runs: rows of one column that share one cannot be told apart by"
              + " paired swap tests on the same test samples or blocks (5 %, Holm's correction);"
              + " other seeds may differ more than these runs.");
    }
    return sentences;
  }

  /** The columns with such a cell. */
  private List<String> with(Predicate<Cell> condition) {
    return IntStream.range(0, columns.size())
        .filter(
            c ->
                rows.stream()
                    .map(row -> row.cells().get(c))
                    .filter(Objects::nonNull)
                    .anyMatch(condition))
        .mapToObj(c -> columns.get(c).brief())
        .toList();
  }
}
