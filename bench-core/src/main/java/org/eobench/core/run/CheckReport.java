package org.eobench.core.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a check found where nothing stops the run.
 *
 * @param data every sample read: how many there are, and what their targets hold
 * @param weights the weights that the encoder starts from
 * @param batch what one batch through the model gave
 * @param warnings what is odd and yet no problem, in sentences
 */
public record CheckReport(String data, String weights, String batch, List<String> warnings) {
  public CheckReport {
    warnings = List.copyOf(warnings);
  }

  /** The report as the command line prints it. */
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
