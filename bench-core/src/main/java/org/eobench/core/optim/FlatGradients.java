package org.eobench.core.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;

/** The gradients of a model as one vector, for an exchange between processes. */
public final class FlatGradients implements AutoCloseable {
  private static final String GATHER =
      FusedOptimizer.METHOD
          + """
          def forward(self, trained: List[Tensor], flat: List[Tensor]):
            which = self.reached(trained)
            start = 0
            k = 0
            for i in range(len(trained)):
              n = torch.numel(trained[i])
              piece = torch.narrow(flat[0], 0, start, n)
              if k < len(which) and which[k] == i:
                piece.copy_(torch.flatten(trained[i].grad))
                k += 1
              else:
                piece.zero_()
              start += n
            return flat
          """;

  private static final String SPREAD =
      FusedOptimizer.METHOD
          + """
          def forward(self, trained: List[Tensor], flat: List[Tensor]):
            which = self.reached(trained)
            start = 0
            k = 0
            for i in range(len(trained)):
              n = torch.numel(trained[i])
              if k < len(which) and which[k] == i:
                gradient = trained[i].grad
                gradient.copy_(torch.narrow(flat[0], 0, start, n).view_as(gradient))
                k += 1
              start += n
            return trained
          """;

  private final TorchOps ops;
  private final List<Parameter> trained;
  private final NDArray flat;

  /**
   * @param trained float32 parameters that are trained
   */
  public FlatGradients(TorchOps ops, List<Parameter> trained) {
    this.ops = ops;
    this.trained = List.copyOf(trained);
    this.flat =
        ops.manager()
            .zeros(new Shape(trained.stream().mapToLong(each -> each.shape().size()).sum()));
  }

  /** Copies the gradients to the vector; those that no backward pass has reached are zeros. */
  public NDArray gather() {
    ops.update(GATHER, List.of(arrays(), List.of(flat)));
    return flat;
  }

  /** Copies the vector to the gradients that a backward pass has reached. */
  public void spread() {
    ops.update(SPREAD, List.of(arrays(), List.of(flat)));
  }

  private List<NDArray> arrays() {
    return trained.stream().map(Parameter::array).toList();
  }

  @Override
  public void close() {
    flat.close();
  }
}
