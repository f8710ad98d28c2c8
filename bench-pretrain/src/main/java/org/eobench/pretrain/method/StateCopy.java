package org.eobench.pretrain.method;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.nn.torch.TorchOps;

/** Copies named arrays into those of a method, in place and without autograd. */
public final class StateCopy {
  private static final String COPY =
      """
      def forward(self, into: List[Tensor], values: List[Tensor]):
        for i in range(len(into)):
          into[i].copy_(values[i])
        return into
      """;

  private StateCopy() {}

  /**
   * Copies.
   *
   * @param into live arrays by name
   * @param saved values for exactly these names
   * @throws BenchException {@code MethodStateMismatch} with every name that is missing, unknown or
   *     has another shape; nothing is copied then
   */
  public static void copy(TorchOps ops, Map<String, NDArray> into, Map<String, NDArray> saved) {
    Problems problems = new Problems();
    into.forEach(
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
        .filter(name -> !into.containsKey(name))
        .forEach(
            name -> problems.add(problem("has " + name + ", which this method does not have")));
    problems.throwIfAny(ExitCode.WEIGHTS);
    List<NDArray> values =
        into.keySet().stream().map(name -> Objects.requireNonNull(saved.get(name))).toList();
    ops.update(COPY, List.of(List.copyOf(into.values()), values));
  }

  private static Problem problem(String what) {
    return Problem.of("MethodStateMismatch", "the saved state of the method " + what)
        .next("resume with the method and the encoder of the checkpoint");
  }
}
