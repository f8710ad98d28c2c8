package org.eobench.core.decoder;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The output of a decoder in training.
 *
 * @param logits the result of {@link Decoder#decode}
 * @param auxiliary predictions of the auxiliary heads for the same targets
 */
public record Prediction(NDArray logits, List<Auxiliary> auxiliary) {
  public Prediction {
    auxiliary = List.copyOf(auxiliary);
  }

  /** A prediction without auxiliary heads. */
  public Prediction(NDArray logits) {
    this(logits, List.of());
  }

  /**
   * The prediction of an auxiliary head, which only serves to train the layers below it (Zhao et
   * al., "Pyramid Scene Parsing Network", CVPR 2017, arXiv:1612.01105).
   *
   * @param weight factor of its loss
   * @param logits logits of the same shape as the decoder's
   */
  public record Auxiliary(double weight, NDArray logits) {
    public Auxiliary {
      if (!(weight > 0 && Double.isFinite(weight))) {
        throw new IllegalArgumentException("weight=" + weight + " must be above 0");
      }
    }
  }

  /**
   * The loss of the logits plus the weighted losses of the auxiliary heads.
   *
   * @param loss a scalar for logits, with gradients
   */
  public NDArray loss(TorchOps ops, UnaryOperator<NDArray> loss) {
    NDArray total = loss.apply(logits);
    for (Auxiliary head : auxiliary) {
      String sum =
          String.format(
              Locale.ROOT,
              "def forward(self, total, x):\n  return total + x * %.17g\n",
              head.weight());
      total = ops.call(sum, total, loss.apply(head.logits()));
    }
    return total;
  }

  /**
   * Closes all logits. If the loss needs other values for its gradient, such as a softmax, their
   * memory is free during the backward pass.
   */
  public void close() {
    logits.close();
    auxiliary.forEach(head -> head.logits().close());
  }
}
