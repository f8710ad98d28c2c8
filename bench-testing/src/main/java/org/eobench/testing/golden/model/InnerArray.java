package org.eobench.testing.golden.model;

import org.eobench.core.config.bind.Default;
import org.jspecify.annotations.Nullable;

/**
 * An array inside a model, found by a weight: what the operator with that weight gives, or one of
 * the arrays that it takes.
 *
 * @param resultOf name of the weight whose operator gives the array
 * @param argumentOf name of the weight whose operator takes the array
 * @param argument which argument of that operator it is, from 0
 * @param call which use of the weight is meant, from 0; negative ones count from the last
 * @param token of {@code [B,N,D]} the one token that was recorded, {@code [B,D]}
 */
public record InnerArray(
    @Nullable String resultOf,
    @Nullable String argumentOf,
    @Default("0") int argument,
    @Default("0") int call,
    @Nullable Integer token) {
  public InnerArray {
    if ((resultOf == null) == (argumentOf == null)) {
      throw new IllegalArgumentException("an output needs either result_of or argument_of");
    }
  }

  /** What an operator takes as its {@code argument}-th array when it first uses a weight. */
  public static InnerArray argumentOf(String weight, int argument) {
    return new InnerArray(null, weight, argument, 0, null);
  }

  /** Name of the weight next to which the array is found. */
  String weight() {
    return String.valueOf(resultOf == null ? argumentOf : resultOf);
  }
}
