package org.eobench.testing.golden.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.testing.golden.cases.Mismatch;

/**
 * Float32 operators that record the inputs and outputs of the operators with certain weights.
 * Arrays inside a model can be compared without changing the model, as with PyTorch's hooks.
 */
public final class ObservingOps extends TorchOps {
  private final Map<NDArray, String> observed = new IdentityHashMap<>();
  private final Map<String, List<Call>> calls = new LinkedHashMap<>();

  /** One use of a weight. */
  private record Call(List<NDArray> arguments, NDArray result) {}

  public ObservingOps(NDManager manager) {
    super(manager, Precision.FP32);
  }

  /**
   * Forgets all recorded arrays and starts recording the given ones.
   *
   * @param tensors tensors of the model that uses these operators
   */
  public void observe(Map<String, Parameter> tensors, Iterable<InnerArray> wanted) {
    observed.clear();
    calls.clear();
    for (InnerArray array : wanted) {
      List<Parameter> weights =
          tensors.entrySet().stream()
              .filter(tensor -> array.isOf(tensor.getKey()))
              .map(Map.Entry::getValue)
              .toList();
      if (weights.isEmpty()) {
        throw new Mismatch("our model has no tensor " + array.weight());
      }
      weights.forEach(weight -> observed.put(weight.array(), array.weight()));
    }
  }

  @Override
  public NDArray call(String methods, NDArray... arrays) {
    NDArray result = super.call(methods, arrays);
    for (NDArray array : arrays) {
      String weight = observed.get(array);
      if (weight != null) {
        calls
            .computeIfAbsent(weight, name -> new ArrayList<>())
            .add(new Call(List.of(arrays), result));
      }
    }
    return result;
  }

  /** A recorded array of the passes since {@link #observe}; it lives as long as in the model. */
  public NDArray seen(InnerArray array) {
    List<Call> uses = calls.getOrDefault(array.weight(), List.of());
    int use = array.call() < 0 ? uses.size() + array.call() : array.call();
    if (use < 0 || use >= uses.size()) {
      throw new Mismatch(
          String.format(
              Locale.ROOT,
              "%s is used %d times, so there is no call %d",
              array.weight(),
              uses.size(),
              array.call()));
    }
    NDArray found =
        array.resultOf() == null ? argument(uses.get(use), array) : uses.get(use).result();
    Integer token = array.token();
    if (array.tokens() != null) {
      return found.get(":, " + array.tokens().get(0) + ":" + array.tokens().get(1));
    }
    return token == null ? found : found.get(":, " + token);
  }

  private static NDArray argument(Call use, InnerArray array) {
    if (array.argument() < 0 || array.argument() >= use.arguments().size()) {
      throw new Mismatch(
          String.format(
              Locale.ROOT,
              "the operator with %s takes %d arrays, so there is no argument %d",
              array.weight(),
              use.arguments().size(),
              array.argument()));
    }
    return use.arguments().get(array.argument());
  }
}
