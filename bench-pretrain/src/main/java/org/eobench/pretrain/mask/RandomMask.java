package org.eobench.pretrain.mask;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The patches that a masked autoencoder removes from each image (He et al. 2022, arXiv:2111.06377):
 * those with the largest noise.
 *
 * @param images B, number of images
 * @param patches N, patches of an image
 * @param kept V, patches of an image that stay
 * @param indices {@code [B·V]} the patches that stay, in the order of ascending noise
 * @param restore {@code [B·N]} the place of each patch among those that stay followed by those that
 *     are removed
 * @param removed {@code [B·N]}, 1 where a patch is removed
 */
// Never compared as a record.
@SuppressWarnings("ArrayRecordComponent")
public record RandomMask(
    int images, int patches, int kept, long[] indices, long[] restore, float[] removed) {

  /**
   * Draws masks.
   *
   * @param ratio share of the patches that is removed
   */
  public static RandomMask draw(int images, int patches, double ratio, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] noise = random.doubles((long) images * patches).toArray();
    return of(noise, images, patches, ratio);
  }

  /** The masks of a noise {@code [B·N]}. */
  public static RandomMask of(double[] noise, int images, int patches, double ratio) {
    int kept = (int) (patches * (1 - ratio));
    long[] indices = new long[images * kept];
    long[] restore = new long[images * patches];
    float[] removed = new float[images * patches];
    for (int image = 0; image < images; image++) {
      int first = image * patches;
      int[] order =
          IntStream.range(0, patches)
              .boxed()
              .sorted((a, b) -> Double.compare(noise[first + a], noise[first + b]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int place = 0; place < patches; place++) {
        restore[first + order[place]] = place;
        if (place < kept) {
          indices[image * kept + place] = order[place];
        } else {
          removed[first + order[place]] = 1;
        }
      }
    }
    return new RandomMask(images, patches, kept, indices, restore, removed);
  }
}
