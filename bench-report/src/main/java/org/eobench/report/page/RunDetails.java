package org.eobench.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.results.ConfusionCsv;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.report.runs.LaterResults;
import org.eobench.report.runs.StoredRun;

/** What a page shows of one run beyond its score. */
final class RunDetails {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> BY_CLASS = Set.of("class", "value");

  /** Matrices of more classes are not readable on a page. */
  private static final int MOST_CLASSES = 40;

  private final Texts texts;

  RunDetails(Texts texts) {
    this.texts = texts;
  }

  /** Adds the details of a run to its entry. */
  void add(ObjectNode entry, StoredRun run, RunCurves curves) {
    entry.put("command", RunFactsList.command(run));
    ArrayNode facts = entry.putArray("facts");
    RunFactsList.of(run)
        .forEach(
            (name, value) -> {
              facts.add(texts.of(name));
              facts.add(texts.of(value));
            });
    if (!curves.validation().isEmpty()) {
      entry.set("curve", rows(curves.validation()));
    }
    if (!curves.loss().isEmpty()) {
      entry.set("loss", rows(curves.loss()));
    }
    if (!curves.reliability().isEmpty()) {
      entry.set("reliability", rows(curves.reliability()));
    }
    entry.set("classes", classes(run.outcome().table()));
    confusion(entry, run);
    LaterTests.add(entry, LaterResults.of(run));
  }

  /** Reads the curves of a run. */
  static RunCurves curves(StoredRun run, String metric) {
    return RunCurves.read(run.directory().resolve(RunDirectory.METRICS), metric);
  }

  private ObjectNode classes(ScoreSheet sheet) {
    ObjectNode classes = JSON.objectNode();
    ArrayNode columns = classes.putArray("columns");
    ArrayNode fractions = classes.putArray("fractions");
    for (ScoreSheet.Column column : sheet.columns()) {
      columns.add(texts.of(column.name()));
      fractions.add(column.fraction());
    }
    ArrayNode rows = classes.putArray("rows");
    for (ScoreSheet.Row row : sheet.rows()) {
      if (BY_CLASS.contains(row.kind())) {
        ArrayNode values = JSON.arrayNode();
        row.values().forEach(value -> values.add(PageNumbers.of(value)));
        rows.add(JSON.arrayNode().add(texts.of(row.name())).add(row.count()).add(values));
      }
    }
    return classes;
  }

  private void confusion(ObjectNode entry, StoredRun run) {
    List<String> names = run.outcome().context().classes();
    if (names.size() > MOST_CLASSES) {
      return;
    }
    ConfusionCsv.read(run.directory())
        .filter(counts -> counts.length == names.size())
        .ifPresent(
            counts -> {
              ArrayNode flat = entry.putArray("confusion");
              for (long[] predicted : counts) {
                for (long count : predicted) {
                  flat.add(count);
                }
              }
              ArrayNode classNames = entry.putArray("classNames");
              names.forEach(name -> classNames.add(texts.of(name)));
            });
  }

  private static ArrayNode rows(List<double[]> rows) {
    ArrayNode array = JSON.arrayNode();
    for (double[] row : rows) {
      ArrayNode values = JSON.arrayNode();
      for (double value : row) {
        values.add(PageNumbers.of(value));
      }
      array.add(values);
    }
    return array;
  }
}
