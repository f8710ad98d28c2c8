package org.eobench.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eobench.core.error.BenchException;

/** Expects errors of data sets by what they must name. */
public final class Refusal {
  private Refusal() {}

  /** Expects an error whose message has all parts. */
  public static void of(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(BenchException.class)
        .satisfies(error -> assertThat(error.getMessage()).contains(parts));
  }
}
