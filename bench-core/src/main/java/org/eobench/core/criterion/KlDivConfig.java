package org.eobench.core.criterion;

/**
 * Keys of {@code _target_: kl_div}.
 *
 * @param input what the model gives
 * @param reduction what the sum is divided by
 */
public record KlDivConfig(Input input, Reduction reduction) {

  /** What the model gives. */
  public enum Input {
    /** Logits, which the loss takes through a log-softmax over classes. */
    LOGITS,
    /** Logarithms of probabilities; Pangaea hands its logits over as if they were these. */
    LOG_PROBABILITIES
  }

  /** What the sum over all elements is divided by. */
  public enum Reduction {
    /** The number of distributions (samples or pixels): the divergence as it is defined. */
    DISTRIBUTIONS,
    /** The number of elements, K times as many: PyTorch's default. */
    ELEMENTS
  }
}
