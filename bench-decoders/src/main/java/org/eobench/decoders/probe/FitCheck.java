package org.eobench.decoders.probe;

import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Parameter;

/** Refuses predictions before the fit. */
final class FitCheck {
  private FitCheck() {}

  /**
   * @throws BenchException if the tensor has no values yet
   */
  static void require(Parameter learnt) {
    if (!learnt.isSet()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NotFitted", "this probe has not been fitted yet")
              .at("decoder")
              .expecting("a run with train=true, or the checkpoint of one")
              .next("use it in a run, which fits it before the evaluation"));
    }
  }
}
