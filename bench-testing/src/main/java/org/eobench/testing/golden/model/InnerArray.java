package org.eobench.testing.golden.model;

import java.util.List;
import java.util.regex.Pattern;
import org.eobench.core.config.bind.Default;
import org.jspecify.annotations.Nullable;

/**
 * An array inside a model, identified by a weight: the output of the operator with that weight, or
 * one of its inputs.
 *
 * @param resultOf name of the weight whose operator returns the array; {@code *} stands for any
 *     characters, and the uses of all matching weights are counted
 * @param argumentOf name of the weight whose operator takes the array
 * @param argument which argument of that operator it is, from 0
 * @param call index of the use of the weight, from 0; negative values count from the last
 * @param token index of the recorded token {@code [B,D]} of {@code [B,N,D]}
 * @param tokens the first of several recorded tokens, and the one after the last
 * @param optional whether a model without the weight has no such array
 * @param map whether the last of the tokens {@code [B,N,D]} are recorded as {@code [B,(G,)D,h,w]}
 */
public record InnerArray(
    @Nullable String resultOf,
    @Nullable String argumentOf,
    @Default("0") int argument,
    @Default("0") int call,
    @Nullable Integer token,
    @Nullable List<Integer> tokens,
    @Default("false") boolean optional,
    @Default("false") boolean map) {
  public InnerArray {
    if ((resultOf == null) == (argumentOf == null)) {
      throw new IllegalArgumentException(
          "an output needs exactly one of result_of and argument_of");
    }
    if (tokens != null && (tokens.size() != 2 || token != null)) {
      throw new IllegalArgumentException(
          "tokens=" + tokens + " must be [first, end], without token");
    }
  }

  /** The {@code argument}-th input of the operator that first uses a weight. */
  public static InnerArray argumentOf(String weight, int argument) {
    return new InnerArray(null, weight, argument, 0, null, null, false, false);
  }

  /** Whether a weight identifies the array. */
  boolean isOf(String name) {
    return Pattern.matches(weight().replace(".", "\\.").replace("*", ".*"), name);
  }

  /** Name of the weight that identifies the array. */
  String weight() {
    return String.valueOf(resultOf == null ? argumentOf : resultOf);
  }
}
