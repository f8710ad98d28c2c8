package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.jspecify.annotations.Nullable;

/** The scores of the prototypes, with as few passes through the heads as possible. */
final class Scores {
  private Scores() {}

  /**
   * Scores of class tokens and masked patches; a shared head sees all of them at once.
   *
   * @param cls groups of class tokens, {@code [n,D]} each
   * @param patches {@code [M,D]}, or null
   * @return the scores of each group, then those of the patches, if any
   */
  static NDList of(Network network, NDList cls, @Nullable NDArray patches) {
    DinoHead own = network.ibotHead();
    NDList tokens = new NDList(cls);
    if (patches != null && own == null) {
      tokens.add(patches);
    }
    NDList scores = split(network.dinoHead(), tokens);
    if (patches != null && own != null) {
      scores.add(own.forward(patches));
    }
    return scores;
  }

  private static NDList split(DinoHead head, NDList tokens) {
    if (tokens.size() == 1) {
      return new NDList(head.forward(tokens.get(0)));
    }
    long[] ends = new long[tokens.size() - 1];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += tokens.get(i).getShape().get(0);
      ends[i] = end;
    }
    return new NDList(head.forward(NDArrays.concat(tokens, 0)).split(ends, 0));
  }
}
