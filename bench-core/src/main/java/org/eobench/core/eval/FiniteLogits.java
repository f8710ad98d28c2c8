package org.eobench.core.eval;

import ai.djl.ndarray.NDArray;
import java.util.Locale;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.Batch;

/** Refuses predictions that are no numbers, of which every class would be an accident. */
public final class FiniteLogits {
  private FiniteLogits() {}

  /**
   * Checks the predictions of a batch.
   *
   * @throws BenchException when a logit is not a finite number
   */
  public static void require(NDArray logits, Batch batch) {
    // One reduction: a single NaN or infinity makes the sum no finite number.
    if (!Float.isFinite(logits.sum().getFloat())) {
      throw new BenchException(
          ExitCode.FAILURE,
          Problem.of(
                  "NotFinite",
                  String.format(
                      Locale.ROOT,
                      "the model gives logits that are not finite for %s",
                      batch.refs().stream().map(SampleRef::id).toList()))
              .expecting("finite numbers")
              .next("train with a lower optimizer.lr, or check the weights that were loaded"));
    }
  }
}
