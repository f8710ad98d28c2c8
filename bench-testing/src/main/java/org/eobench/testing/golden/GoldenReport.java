package org.eobench.testing.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.eobench.core.error.ExitCode;

/** The results of all cases in a folder, in the order of their runs. */
public record GoldenReport(List<GoldenResult> results) {
  public GoldenReport {
    results = List.copyOf(results);
  }

  public long count(GoldenStatus status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  /** {@code N passed, N failed, N skipped, N quirks}. */
  public String total() {
    return String.format(
        Locale.ROOT,
        "%d passed, %d failed, %d skipped, %d quirks",
        count(GoldenStatus.PASS),
        count(GoldenStatus.FAIL),
        count(GoldenStatus.SKIP),
        count(GoldenStatus.QUIRK));
  }

  /** The results as a JSON list, for other programs. */
  public String json() {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@link ExitCode#FAILURE} if any case failed. */
  public ExitCode exitCode() {
    return count(GoldenStatus.FAIL) > 0 ? ExitCode.FAILURE : ExitCode.OK;
  }
}
