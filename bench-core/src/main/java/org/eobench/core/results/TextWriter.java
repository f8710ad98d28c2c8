package org.eobench.core.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** {@code results.txt}, for terminals: fractions in percent, with their conditions. */
public final class TextWriter implements ResultWriter {
  @Override
  public String file() {
    return "results.txt";
  }

  @Override
  public void write(RunResult result, OutputStream out) throws IOException {
    out.write(text(result).getBytes(StandardCharsets.UTF_8));
  }

  static String text(RunResult result) {
    RunFacts facts = result.facts();
    return String.format(
        Locale.ROOT,
        """
        %s split of %s (version %d), %d samples, protocol %s
        encoder %s (weights: %s, finetune: %s), decoder %s, %s

        %s

        %s
        """,
        facts.split(),
        facts.dataset(),
        facts.datasetVersion(),
        facts.samples(),
        facts.protocol(),
        facts.encoder(),
        facts.weights(),
        facts.finetune(),
        facts.decoder(),
        facts.checkpoint(),
        ScoreTable.forPeople(result.scores().sheet()).printAll().stripTrailing(),
        ScoreTable.remarks(result));
  }
}
