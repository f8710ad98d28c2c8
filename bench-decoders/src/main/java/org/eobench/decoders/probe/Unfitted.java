package org.eobench.decoders.probe;

import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.Parameter;

/** The refusal to predict before anything was learnt. */
final class Unfitted {
  private Unfitted() {}

  /**
   * @throws BenchException if the tensor has no values yet
   */
  static void refuse(Parameter learnt) {
    if (!learnt.isSet()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NotFitted", "this probe has not seen training data yet")
              .at("decoder")
              .expecting("a run with train=true, or the checkpoint of one")
              .next("use it in a run: it is fitted where other decoders are trained"));
    }
  }
}
