package org.eobench.cli.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.analysis.study.EncoderFindings;
import org.eobench.analysis.study.Findings;
import org.eobench.analysis.study.Measure;
import org.eobench.analysis.study.PairFindings;
import org.eobench.cli.terminal.TextTable;

/** An analysis as text for a terminal. */
record FindingsText(Findings found) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s split of %s (version %d), %,d images",
            found.split(),
            found.dataset(),
            found.version(),
            found.images().size()));
    for (EncoderFindings encoder : found.encoders()) {
      lines.add(encoder.encoder() + ": weights " + encoder.weights());
    }
    lines.add("");
    lines.addAll(measures());
    PairFindings pair = found.pair();
    if (pair != null) {
      lines.add("");
      lines.addAll(pair(pair));
    }
    lines.add("");
    lines.addAll(found.notes());
    return lines;
  }

  private List<String> measures() {
    List<String> head = new ArrayList<>(List.of("measure"));
    found.encoders().forEach(encoder -> head.add(encoder.encoder()));
    TextTable table = new TextTable(head, 1, 2);
    for (Measure<EncoderFindings> measure : Measure.OF_ENCODER) {
      List<String> cells = new ArrayList<>(List.of(measure.label()));
      found.encoders().forEach(encoder -> cells.add(measure.text(encoder)));
      table.add(cells.toArray(String[]::new));
    }
    return table.lines();
  }

  private List<String> pair(PairFindings pair) {
    TextTable table = new TextTable(List.of("how alike they are", "k = " + pair.neighbours()), 1);
    for (Measure<PairFindings> measure : Measure.OF_PAIR) {
      table.add(measure.label(), measure.text(pair));
    }
    return table.lines();
  }
}
