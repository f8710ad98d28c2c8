package org.eobench.core.criterion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.nn.torch.TorchOps;

/** A weighted sum of losses of the same logits and targets, {@code Σ weight·loss}. */
public final class SumOfLosses implements Criterion {
  private final TorchOps ops;
  private final List<Term> terms;

  /**
   * A term of the sum.
   *
   * @param weight its factor
   */
  public record Term(double weight, Criterion criterion) {}

  public SumOfLosses(List<Term> terms, CriterionContext context) {
    this.ops = context.ops();
    this.terms = List.copyOf(terms);
  }

  @Override
  public NDArray loss(NDArray logits, NDArray target) {
    NDList weighted = new NDList();
    for (Term term : terms) {
      String scaled =
          String.format(
              Locale.ROOT, "def forward(self, x):\n  return x * %s\n", number(term.weight()));
      weighted.add(ops.call(scaled, term.criterion().loss(logits, target)));
    }
    return NDArrays.stack(weighted).sum();
  }

  private static String number(double weight) {
    return String.format(Locale.ROOT, "%.17g", weight);
  }
}
