package org.eobench.core.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Optional;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;

/**
 * Operators that also record what they do with the arrays of a {@link Trace}. A model that is to be
 * exported is built with these; with all other arrays they work as {@link TorchOps} do.
 */
public final class TracingOps extends TorchOps {
  public TracingOps(NDManager manager, Precision precision) {
    super(manager, precision);
  }

  /** As {@link TorchOps#call}; where an argument belongs to a trace, so does the result. */
  @Override
  public NDArray call(String methods, NDArray... arrays) {
    Optional<Trace> trace = Trace.findIn(arrays);
    if (trace.isEmpty()) {
      return super.call(methods, arrays);
    }
    NDArray[] real = Arrays.stream(arrays).map(TracedArray::real).toArray(NDArray[]::new);
    return trace.get().record(methods, false, super.call(methods, real), arrays);
  }

  /** The helpers that recorded scripts call. */
  String helpers() {
    return prelude();
  }
}
