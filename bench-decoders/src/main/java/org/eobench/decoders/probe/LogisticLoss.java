package org.eobench.decoders.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/**
 * The mean logistic loss of a linear model on given features, in double precision: a softmax over
 * classes if an image shows one class, a sigmoid per class if it can show several. The parameters
 * are {@code K·D} weights, class by class, followed by K biases.
 */
final class LogisticLoss {
  /** The loss, followed by its gradient. */
  private static final String LOSS =
      """
      def forward(self, p, x, y):
        w = torch.reshape(torch.narrow(p, 0, 0, %1$d), [%2$d, -1])
        z = torch.addmm(torch.narrow(p, 0, %1$d, %2$d), x, torch.t(w))
      %3$s
        d = torch.div(d, x.size(0))
        weights = torch.flatten(torch.matmul(torch.t(d), x))
        loss = torch.div(torch.sum(loss), x.size(0))
        return torch.cat([torch.reshape(loss, [1]), weights, torch.sum(d, [0])])
      """;

  private static final String ONE_CLASS =
      """
        q = torch.log_softmax(z, 1)
        loss = torch.neg(torch.mul(q, y))
        d = torch.sub(torch.exp(q), y)
      """;

  private static final String SEVERAL =
      """
        loss = torch.sub(torch.logaddexp(z, torch.zeros_like(z)), torch.mul(z, y))
        d = torch.sub(torch.sigmoid(z), y)
      """;

  private static final String LOGITS =
      """
      def forward(self, p, x):
        w = torch.reshape(torch.narrow(p, 0, 0, %1$d), [%2$d, -1])
        return torch.addmm(torch.narrow(p, 0, %1$d, %2$d), x, torch.t(w))
      """;

  private final TorchOps ops;
  private final NDManager owner;
  private final NDArray features;
  private final NDArray targets;
  private final int images;
  private final int weights;
  private final String loss;
  private final String logits;

  /**
   * @param owner owner of the copies on the device
   */
  LogisticLoss(TorchOps ops, FeatureBank bank, NDManager owner) {
    this.ops = ops;
    this.owner = owner;
    this.features = bank.features(owner).toType(DataType.FLOAT64, false);
    this.targets = bank.targets(owner).toType(DataType.FLOAT64, false);
    this.images = bank.size();
    int classes = (int) targets.getShape().get(1);
    this.weights = Math.multiplyExact((int) features.getShape().get(1), classes);
    this.loss =
        String.format(
            Locale.ROOT, LOSS, weights, classes, bank.manyClasses() ? SEVERAL : ONE_CLASS);
    this.logits = String.format(Locale.ROOT, LOGITS, weights, classes);
  }

  /** The number of parameters of the model. */
  int parameters() {
    return weights + (int) targets.getShape().get(1);
  }

  /**
   * The mean loss plus the penalty {@code |w|²/(2·C·N)}, which excludes biases. It has the same
   * minimum as {@code |w|²/2 + C·Σ loss}.
   */
  Lbfgs.Objective penalized(double c) {
    double penalty = 1 / (c * images);
    return (p, gradient) -> {
      double value = at(p, gradient);
      double squares = 0;
      for (int i = 0; i < weights; i++) {
        squares += p[i] * p[i];
        gradient[i] += penalty * p[i];
      }
      return value + penalty * squares / 2;
    };
  }

  /** The mean loss without the penalty. */
  double at(double[] p, double[] gradient) {
    try (NDManager step = owner.newSubManager()) {
      double[] all =
          ops.call(loss, step.create(p, new Shape(p.length)), features, targets).toDoubleArray();
      System.arraycopy(all, 1, gradient, 0, gradient.length);
      return all[0];
    }
  }

  /** {@code [N,K]} in C order. */
  double[] logits(double[] p) {
    try (NDManager step = owner.newSubManager()) {
      return ops.call(logits, step.create(p, new Shape(p.length)), features).toDoubleArray();
    }
  }
}
