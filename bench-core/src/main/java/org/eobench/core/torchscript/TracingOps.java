package org.eobench.core.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Optional;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Operators that also record operations on the arrays of a {@link Trace}. A model to be exported is
 * built with them; on all other arrays they behave like {@link TorchOps}.
 */
public final class TracingOps extends TorchOps {
  public TracingOps(NDManager manager, Precision precision) {
    super(manager, precision);
  }

  /** Like {@link TorchOps#call}. If an argument belongs to a trace, the result does, too. */
  @Override
  public NDArray call(String methods, NDArray... arrays) {
    Optional<Trace> trace = Trace.findIn(arrays);
    if (trace.isEmpty()) {
      return super.call(methods, arrays);
    }
    NDArray[] real = Arrays.stream(arrays).map(TracedArray::real).toArray(NDArray[]::new);
    return trace.get().record(methods, false, super.call(methods, real), arrays);
  }

  /** The helper functions of recorded scripts. */
  String helpers() {
    return prelude();
  }
}
