package org.eobench.pretrain.mask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The masks of a batch of crops, as in iBOT (Zhou et al. 2022, arXiv:2111.07832) and DINOv2.
 *
 * @param images number of crops
 * @param patches N, patches of a crop
 * @param masked {@code [images·N]} crop by crop, true where a patch is masked
 * @param indices positions of the masked patches in {@code masked}, ascending
 * @param weights of each masked patch, 1 / masked patches of its crop
 */
// Never compared as a record.
@SuppressWarnings("ArrayRecordComponent")
public record CropMasks(
    int images, int patches, boolean[] masked, long[] indices, float[] weights) {

  /**
   * The share of masked patches.
   *
   * @param sampleProbability share of the crops that are masked at all
   * @param least smallest share of masked patches of a masked crop
   * @param most largest share; the shares of the masked crops are spread evenly in between
   */
  public record Shares(double sampleProbability, double least, double most) {
    /** The share of patches that divides cell i from cell i - 1 of {@code cells} even cells. */
    double edge(int i, int cells) {
      // The original's edges come from a float32 linspace.
      float step = ((float) most - (float) least) / cells;
      return i == cells ? (float) most : (float) least + step * i;
    }
  }

  /** Draws masks. */
  public static CropMasks draw(BlockMask blocks, int images, Shares shares, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Draws draws = Draws.of(random);
    List<boolean[]> masks = new ArrayList<>();
    for (int target : targets(images, blocks.patches(), shares, draws)) {
      masks.add(blocks.draw(target, draws));
    }
    for (int i = images - 1; i > 0; i--) {
      Collections.swap(masks, i, random.nextInt(i + 1));
    }
    return of(masks, blocks.patches());
  }

  /** The wanted number of masked patches of each crop, masked crops first. */
  static int[] targets(int images, int patches, Shares shares, Draws draws) {
    int[] targets = new int[images];
    int cells = (int) (images * shares.sampleProbability());
    for (int i = 0; i < cells; i++) {
      targets[i] =
          (int) (patches * draws.uniform(shares.edge(i, cells), shares.edge(i + 1, cells)));
    }
    return targets;
  }

  /** The masks of crops in their order. */
  public static CropMasks of(List<boolean[]> masks, int patches) {
    boolean[] all = new boolean[masks.size() * patches];
    long[] indices = new long[all.length];
    float[] weights = new float[all.length];
    int found = 0;
    for (int image = 0; image < masks.size(); image++) {
      int first = found;
      for (int patch = 0; patch < patches; patch++) {
        if (masks.get(image)[patch]) {
          all[image * patches + patch] = true;
          indices[found++] = (long) image * patches + patch;
        }
      }
      Arrays.fill(weights, first, found, 1f / Math.max(1, found - first));
    }
    return new CropMasks(
        masks.size(), patches, all, Arrays.copyOf(indices, found), Arrays.copyOf(weights, found));
  }

  /** The number of masked patches. */
  public int count() {
    return indices.length;
  }
}
