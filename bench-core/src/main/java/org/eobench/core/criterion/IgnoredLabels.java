package org.eobench.core.criterion;

import java.util.Arrays;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** Finds batches that no loss is defined for, before they turn every weight into NaN. */
public final class IgnoredLabels {
  private IgnoredLabels() {}

  /**
   * Refuses labels that all carry the ignore index.
   *
   * @param labels of a whole batch, on the host
   * @param samples names of the samples of the batch
   * @throws BenchException {@code NothingToLearn}, naming the samples
   */
  public static void refuseOnly(int ignoreIndex, int[] labels, List<String> samples) {
    if (Arrays.stream(labels).allMatch(label -> label == ignoreIndex)) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "NothingToLearn",
                  "every label of a training batch is the ignore index " + ignoreIndex)
              .at("samples " + String.join(", ", samples))
              .expecting("at least one labelled pixel in a batch")
              .next("leave these samples out, raise batch_size, or mend their masks"));
    }
  }
}
