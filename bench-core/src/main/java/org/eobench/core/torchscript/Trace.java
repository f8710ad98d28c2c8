package org.eobench.core.torchscript;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The trace of a module's forward pass: every script of its {@link TracingOps} and the few array
 * methods that models use, in order.
 *
 * <p>The module receives stand-ins of the real arrays that remember their origin ({@link
 * TracedArray}). Any other array was created by the module itself, such as a position table, and
 * becomes a constant. An operation that cannot be recorded is refused, so a trace is never silently
 * incomplete.
 */
final class Trace {
  private final List<Step> steps = new ArrayList<>();
  private final List<NDArray> constants = new ArrayList<>();
  private final Map<NDArray, Value> known = new IdentityHashMap<>();
  private List<Value> outputs = List.of();
  private List<Boolean> perImage = List.of();

  private Trace() {}

  /** The origin of an array. */
  public sealed interface Value permits Input, Weight, Constant, Result {}

  /** The {@code index}-th input. */
  public record Input(int index) implements Value {}

  /** A parameter or buffer, by its name. */
  public record Weight(String name) implements Value {}

  /** One of {@link #constants()}. */
  public record Constant(int index) implements Value {}

  /** The result of a step. */
  public record Result(int step) implements Value {}

  /**
   * An operation.
   *
   * @param script script of {@link TorchOps#call}, or for an array method an expression with the
   *     operands {@code $0}, {@code $1}, …
   * @param method whether it is an array method
   * @param operands operands
   */
  public record Step(String script, boolean method, List<Value> operands) {
    public Step {
      operands = List.copyOf(operands);
    }
  }

  /**
   * Records a forward pass.
   *
   * @param weights parameters and buffers by their names in the trace
   * @param inputs inputs of the pass
   * @param forward forward pass of a module that was built with {@link TracingOps}; it receives
   *     stand-ins of the inputs
   * @throws BenchException naming the array method that cannot be recorded
   */
  public static Trace of(
      Map<String, Parameter> weights,
      List<NDArray> inputs,
      Function<List<NDArray>, List<NDArray>> forward) {
    Trace trace = new Trace();
    Map<Parameter, NDArray> real = new LinkedHashMap<>();
    try {
      weights.forEach(
          (name, parameter) -> {
            NDArray array = parameter.array();
            real.put(parameter, array);
            parameter.swap(TracedArray.of(trace, array, new Weight(name)));
          });
      List<NDArray> standIns = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        standIns.add(TracedArray.of(trace, inputs.get(i), new Input(i)));
      }
      trace.outputs = forward.apply(standIns).stream().map(trace::value).toList();
    } finally {
      real.forEach(Parameter::swap);
    }
    return trace;
  }

  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  /** Arrays that the module created; the module or the inputs' manager owns them. */
  public List<NDArray> constants() {
    return Collections.unmodifiableList(constants);
  }

  /** Whether a constant has one row per image and all rows are equal. */
  public boolean isPerImage(int constant) {
    return constant < perImage.size() && perImage.get(constant);
  }

  /** The same pass with other steps. */
  Trace with(List<Step> others, List<Boolean> perImage) {
    Trace trace = new Trace();
    trace.steps.addAll(others);
    trace.constants.addAll(constants);
    trace.outputs = outputs;
    trace.perImage = List.copyOf(perImage);
    return trace;
  }

  /** The outputs of the pass. */
  public List<Value> outputs() {
    return outputs;
  }

  /** The trace of an operand, if it belongs to one. */
  static Optional<Trace> findIn(NDArray... operands) {
    return Arrays.stream(operands).flatMap(array -> TracedArray.trace(array).stream()).findFirst();
  }

  /** Records an operation and returns the stand-in of its result. */
  NDArray record(String script, boolean method, NDArray made, NDArray... operands) {
    steps.add(new Step(script, method, Arrays.stream(operands).map(this::value).toList()));
    return TracedArray.of(this, made, new Result(steps.size() - 1));
  }

  private Value value(NDArray array) {
    return TracedArray.value(array)
        .orElseGet(
            () ->
                known.computeIfAbsent(
                    array,
                    constant -> {
                      constants.add(constant);
                      return new Constant(constants.size() - 1);
                    }));
  }
}
