package org.eobench.core.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The findings of a check, if no problem prevents a run.
 *
 * @param data the number of samples, and statistics of their targets
 * @param weights the initial weights of the encoder
 * @param batch the result of one batch through the model
 * @param warnings warnings, as sentences
 */
public record CheckReport(String data, String weights, String batch, List<String> warnings) {
  public CheckReport {
    warnings = List.copyOf(warnings);
  }

  /** The report as printed by the command line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        """
        config: every key known, every value of its type
        %s
        weights: %s
        %s
        %severything fits; train with the same arguments
        """,
        data,
        weights,
        batch,
        warnings.stream()
            .map(warning -> "warning: " + warning + "\n")
            .collect(Collectors.joining()));
  }
}
