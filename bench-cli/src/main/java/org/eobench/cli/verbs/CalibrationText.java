package org.eobench.cli.verbs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.eobench.cli.terminal.TextTable;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.run.calibrate.CalibrationResult;

/** The result of a calibration as text. */
final class CalibrationText {
  private final CalibrationResult result;

  CalibrationText(CalibrationResult result) {
    this.result = result;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "test split of %s (version %d), %d samples; fitted to %d validation samples",
            result.dataset(),
            result.datasetVersion(),
            result.testSamples(),
            result.validationSamples()));
    for (int i = 0; i < result.runs().size(); i++) {
      CalibrationResult.Run run = result.runs().get(i);
      lines.add(String.format(Locale.ROOT, "run %d: %s (seed %d)", i + 1, run.name(), run.seed()));
    }
    lines.add("");
    lines.addAll(scores().lines());
    lines.add("");
    lines.addAll(reliability().lines());
    lines.add("");
    lines.addAll(sets());
    return lines;
  }

  private TextTable scores() {
    Set<String> keys = new LinkedHashSet<>();
    result.rows().forEach(row -> keys.addAll(row.scores().keySet()));
    List<String> header = new ArrayList<>(List.of("model", "", "temperature"));
    header.addAll(keys);
    Integer[] right = IntStream.range(2, header.size()).boxed().toArray(Integer[]::new);
    TextTable table = new TextTable(header, right);
    for (CalibrationResult.Row row : result.rows()) {
      List<String> cells = new ArrayList<>();
      cells.add(name(row.model()));
      cells.add(row.kind());
      cells.add(String.format(Locale.ROOT, "%.3f", row.temperature()));
      for (String key : keys) {
        cells.add(number(row.scores().getOrDefault(key, Double.NaN)));
      }
      table.add(cells.toArray(new String[0]));
    }
    return table;
  }

  /** Names of runs are long; the number of the run stands for it. */
  private String name(String model) {
    for (int i = 0; i < result.runs().size(); i++) {
      if (result.runs().get(i).name().equals(model)) {
        return "run " + (i + 1);
      }
    }
    return model;
  }

  /** The reliability of the last model before and after. */
  private TextTable reliability() {
    int last = result.rows().size() - 1;
    List<Calibration.Bin> before = result.rows().get(last - 1).reliability();
    List<Calibration.Bin> after = result.rows().get(last).reliability();
    TextTable table =
        new TextTable(
            List.of("confidence", "as trained", "mean", "right", "calibrated", "mean", "right"),
            1,
            2,
            3,
            4,
            5,
            6);
    for (int i = 0; i < before.size(); i++) {
      Calibration.Bin old = before.get(i);
      Calibration.Bin now = after.get(i);
      if (old.count() + now.count() > 0) {
        table.add(
            String.format(Locale.ROOT, "%.2f to %.2f", old.lower(), old.upper()),
            String.valueOf(old.count()),
            number(old.confidence()),
            number(old.accuracy()),
            String.valueOf(now.count()),
            number(now.confidence()),
            number(now.accuracy()));
      }
    }
    return table;
  }

  private List<String> sets() {
    CalibrationResult.Sets sets = result.sets();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "sets of classes, stated coverage %s from %d validation samples: coverage %s on the"
                + " test split, %.2f classes per set, %.2f %% empty",
            sets.coverage(),
            sets.calibratedOn(),
            number(sets.testCoverage()),
            sets.meanSize(),
            100 * sets.empty()));
    if (sets.unit().equals("pixel")) {
      lines.add(
          "pixels of an image resemble each other, so the coverage is that of new images, in the"
              + " mean over their pixels");
    }
    lines.add(
        "the checkpoint was chosen on the same validation split; this is one test split, without an"
            + " interval");
    return lines;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }
}
