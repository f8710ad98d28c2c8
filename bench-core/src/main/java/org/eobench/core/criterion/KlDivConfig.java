package org.eobench.core.criterion;

/**
 * Keys of {@code _target_: kl_div}.
 *
 * @param input type of the model's output
 * @param reduction divisor of the sum
 */
public record KlDivConfig(Input input, Reduction reduction) {

  /** The type of the model's output. */
  public enum Input {
    /** Logits; the loss applies a log-softmax over the classes. */
    LOGITS,
    /** Log-probabilities. Pangaea passes its logits as if they were log-probabilities. */
    LOG_PROBABILITIES
  }

  /** The divisor of the sum over all elements. */
  public enum Reduction {
    /** The number of distributions (samples or pixels), as in the definition of the divergence. */
    DISTRIBUTIONS,
    /** The number of elements, K times as large: PyTorch's default. */
    ELEMENTS
  }
}
