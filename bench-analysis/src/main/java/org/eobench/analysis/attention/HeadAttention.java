package org.eobench.analysis.attention;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The attention of one head to the patches of an image.
 *
 * @param rows rows of patches
 * @param columns columns of patches
 * @param patches share of the attention that each patch gets, row by row; their sum is 1 less the
 *     share of the leading tokens
 * @param leading share of the class token and the registers, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeadAttention(int rows, int columns, double[] patches, double[] leading) {

  /** The share of the attention that all patches get together. */
  public double mass() {
    return Arrays.stream(patches).sum();
  }

  /** The exponential of the entropy: how many patches would get it if all got the same. */
  public double effectivePatches() {
    double mass = mass();
    return Math.exp(
        -Arrays.stream(patches)
            .map(patch -> patch / mass)
            .filter(share -> share > 0)
            .map(share -> share * Math.log(share))
            .sum());
  }

  /**
   * The same with 0 for all but the fewest patches that hold a part of the mass, as in DINO's
   * pictures (Caron et al. 2021, arXiv:2104.14294). Of equal patches, the first ones are kept.
   *
   * @param share part of the mass, above 0 and at most 1
   */
  public HeadAttention keeping(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "share %s is not in (0, 1]", share));
    }
    int[] order =
        IntStream.range(0, patches.length)
            .boxed()
            .sorted(Comparator.comparingDouble(patch -> -patches[patch]))
            .mapToInt(patch -> patch)
            .toArray();
    double[] kept = new double[patches.length];
    double wanted = share * mass();
    double sum = 0;
    for (int i = 0; i < order.length && sum < wanted; i++) {
      kept[order[i]] = patches[order[i]];
      sum += patches[order[i]];
    }
    return new HeadAttention(rows, columns, kept, leading);
  }

  /** The number of patches that are not 0. */
  public int shown() {
    return (int) Arrays.stream(patches).filter(patch -> patch > 0).count();
  }
}
