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
 * What a module did with its inputs and weights in one forward pass: every script of its {@link
 * TracingOps} and the few array methods that models use, in order.
 *
 * <p>The arrays that the module gets stand for real ones and remember where they came from ({@link
 * TracedArray}). An array of any other origin was made by the module itself, such as a table of
 * positions, and is a constant. What cannot be recorded is refused, so a trace is never silently
 * incomplete.
 */
final class Trace {
  private final List<Step> steps = new ArrayList<>();
  private final List<NDArray> constants = new ArrayList<>();
  private final Map<NDArray, Value> known = new IdentityHashMap<>();
  private List<Value> outputs = List.of();
  private List<Boolean> perImage = List.of();

  private Trace() {}

  /** Where an array comes from. */
  public sealed interface Value permits Input, Weight, Constant, Result {}

  /** The {@code index}-th input. */
  public record Input(int index) implements Value {}

  /** A parameter or buffer, by its name. */
  public record Weight(String name) implements Value {}

  /** One of {@link #constants()}. */
  public record Constant(int index) implements Value {}

  /** What a step made. */
  public record Result(int step) implements Value {}

  /**
   * One operation.
   *
   * @param script a text of {@link TorchOps#call}, or for an array method an expression in which
   *     {@code $0}, {@code $1}, … stand for the operands
   * @param method whether it is an array method
   * @param operands what it works on
   */
  public record Step(String script, boolean method, List<Value> operands) {
    public Step {
      operands = List.copyOf(operands);
    }
  }

  /**
   * Records one forward pass.
   *
   * @param weights the parameters and buffers it may use, by the names that the trace gives them
   * @param inputs what it starts from
   * @param forward the pass, by a module that was built with {@link TracingOps}; it is given
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

  /** Arrays that the module made itself; they belong to it or to the inputs' manager. */
  public List<NDArray> constants() {
    return Collections.unmodifiableList(constants);
  }

  /** Whether a constant has one row for each image, all of which are equal. */
  public boolean isPerImage(int constant) {
    return constant < perImage.size() && perImage.get(constant);
  }

  /** The same pass in other words. */
  Trace with(List<Step> others, List<Boolean> perImage) {
    Trace trace = new Trace();
    trace.steps.addAll(others);
    trace.constants.addAll(constants);
    trace.outputs = outputs;
    trace.perImage = List.copyOf(perImage);
    return trace;
  }

  /** What the pass returned. */
  public List<Value> outputs() {
    return outputs;
  }

  /** The trace that an operand belongs to, if any does. */
  static Optional<Trace> findIn(NDArray... operands) {
    return Arrays.stream(operands).flatMap(array -> TracedArray.trace(array).stream()).findFirst();
  }

  /** Records an operation and gives the stand-in of what it made. */
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
