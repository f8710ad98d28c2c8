package org.eobench.core.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/**
 * An optimizer that updates all tensors in one call of libtorch, and keeps its state in named slots
 * of one array for each tensor.
 */
abstract class FusedOptimizer implements Optimizer {
  /**
   * {@code reached(trained)}: indices of the tensors that a backward pass has reached. A script
   * sees the static type Tensor even for a missing gradient; only a list of optional tensors lets
   * it test for one.
   */
  static final String METHOD =
      """
      def reached(self, trained: List[Tensor]):
        gradients = annotate(List[Optional[Tensor]], [])
        for tensor in trained:
          gradients.append(tensor.grad)
        which = annotate(List[int], [])
        for i in range(len(trained)):
          if gradients[i] is not None:
            which.append(i)
        return which
      """;

  private static final String ZERO =
      METHOD
          + """
          def forward(self, trained: List[Tensor]):
            g = [trained[i].grad for i in self.reached(trained)]
            if len(g) > 0:
              torch._foreach_zero_(g)
            return g
          """;

  private static final String MULTIPLY =
      METHOD
          + """
          def forward(self, trained: List[Tensor], finite: List[Tensor], factor: float):
            for i in self.reached(trained):
              gradient = trained[i].grad
              gradient.mul_(factor)
              finite[0].mul_(torch.isfinite(gradient).all())
            return (trained, finite)
          """;

  private static final String CLIP =
      METHOD
          + """
          def forward(self, trained: List[Tensor], norm: List[Tensor], largest: float):
            g = [trained[i].grad for i in self.reached(trained)]
            if len(g) > 0:
              norm[0].copy_(torch.norm(torch.stack([torch.norm(each) for each in g])))
              factor = torch.clamp_max(largest / (norm[0] + 1e-6), 1)
              for each in g:
                each.mul_(factor)
            return norm
          """;

  /** {@code forward(into, values)}: overwrites tensors. */
  static final String COPY =
      """
      def forward(self, into: List[Tensor], values: List[Tensor]):
        for i in range(len(into)):
          into[i].copy_(values[i])
        return into
      """;

  private final TorchOps ops;
  private final double learningRate;
  private final Map<String, Parameter> trained = new LinkedHashMap<>();
  private final Map<String, NDArray> remembered = new LinkedHashMap<>();

  /**
   * @param learningRate the configured one
   */
  FusedOptimizer(OptimizerContext context, double learningRate) {
    this.ops = context.ops();
    this.learningRate = learningRate;
    context
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.trainable()) {
                trained.put(name, tensor);
              }
            });
  }

  /** Adds a slot with zeros of each tensor's shape. */
  final List<NDArray> slot(String slot) {
    return slot(slot, Parameter::shape);
  }

  /** Adds a slot with one zero for each tensor. */
  final List<NDArray> scalarSlot(String slot) {
    return slot(slot, tensor -> new Shape());
  }

  private List<NDArray> slot(String slot, Function<Parameter, Shape> shapeOf) {
    List<NDArray> arrays = new ArrayList<>();
    trained.forEach(
        (name, tensor) -> {
          NDArray zeros = ops.manager().zeros(shapeOf.apply(tensor));
          remembered.put(slot + "." + name, zeros);
          arrays.add(zeros);
        });
    return Collections.unmodifiableList(arrays);
  }

  /**
   * Runs a script that changes tensors and slots.
   *
   * @param script takes the trained tensors, then the slots, then the numbers
   * @param numbers learning rate, and what else changes from step to step
   */
  final void update(String script, List<List<NDArray>> slots, double... numbers) {
    List<List<NDArray>> lists = new ArrayList<>(List.of(trained()));
    lists.addAll(slots);
    ops.update(script, lists, numbers);
  }

  /**
   * As above, for some of the tensors.
   *
   * @param members their positions among the trained tensors
   */
  final void update(
      String script, List<Integer> members, List<List<NDArray>> slots, double... numbers) {
    List<List<NDArray>> lists = new ArrayList<>(List.of(some(trained(), members)));
    slots.forEach(slot -> lists.add(some(slot, members)));
    ops.update(script, lists, numbers);
  }

  private static List<NDArray> some(List<NDArray> arrays, List<Integer> members) {
    return arrays.isEmpty() ? arrays : members.stream().map(arrays::get).toList();
  }

  /** The names of the trained tensors, in their order. */
  final List<String> names() {
    return List.copyOf(trained.keySet());
  }

  /**
   * Divides tensors by how they are updated.
   *
   * @param members their positions among the trained tensors
   * @param rates by name; others are updated as configured
   */
  final Map<TensorRates, List<Integer>> byRates(
      List<Integer> members, Map<String, TensorRates> rates) {
    Map<TensorRates, List<Integer>> groups = new LinkedHashMap<>();
    List<String> names = names();
    for (int member : members) {
      TensorRates own = rates.getOrDefault(names.get(member), TensorRates.CONFIGURED);
      groups.computeIfAbsent(own, none -> new ArrayList<>()).add(member);
    }
    return groups;
  }

  private List<NDArray> trained() {
    return trained.values().stream().map(Parameter::array).toList();
  }

  @Override
  public final double learningRate() {
    return learningRate;
  }

  @Override
  public final boolean obeysRates() {
    return true;
  }

  @Override
  public final void dropGradients() {
    trained.values().forEach(Parameter::dropGradient);
  }

  @Override
  public final void zeroGradients() {
    ops.update(ZERO, List.of(trained()));
  }

  @Override
  public final boolean multiplyGradients(double factor) {
    try (NDArray finite = ops.manager().create(1f)) {
      ops.update(MULTIPLY, List.of(trained(), List.of(finite)), factor);
      return finite.getFloat() == 1;
    }
  }

  @Override
  public final double clipGradients(double largest) {
    try (NDArray norm = ops.manager().create(0f)) {
      ops.update(CLIP, List.of(trained(), List.of(norm)), largest);
      return norm.getFloat();
    }
  }

  @Override
  public final Map<String, NDArray> state() {
    return Collections.unmodifiableMap(remembered);
  }

  @Override
  public final void restore(Map<String, NDArray> saved) {
    Problems problems = new Problems();
    remembered.forEach(
        (name, array) -> {
          NDArray values = saved.get(name);
          if (values == null) {
            problems.add(problem("lacks " + name));
          } else if (!values.getShape().equals(array.getShape())) {
            problems.add(
                problem("has " + name + " of shape " + values.getShape())
                    .expecting("shape " + array.getShape()));
          }
        });
    saved.keySet().stream()
        .filter(name -> !remembered.containsKey(name))
        .forEach(name -> problems.add(problem("has " + name + ", which this run does not train")));
    problems.throwIfAny(ExitCode.WEIGHTS);
    List<NDArray> values = remembered.keySet().stream().map(saved::get).toList();
    ops.update(COPY, List.of(List.copyOf(remembered.values()), values));
  }

  private static Problem problem(String what) {
    return Problem.of("OptimizerStateMismatch", "the saved optimizer state " + what)
        .next("resume with the model, optimizer and `finetune` of the checkpoint");
  }
}
