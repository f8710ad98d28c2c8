package org.eobench.core.features;

/**
 * How often the encoder was spared.
 *
 * @param hits samples and tiles whose features were found
 * @param misses those that the encoder computed and whose features were kept where there was room
 * @param changing those that the encoder computed because they are other ones in every epoch, or
 *     because their features depend on the batch
 * @param rounding what a store of another type than fp32 has changed
 */
public record CacheCounts(long hits, long misses, long changing, RoundingError rounding) {
  /** Nothing so far. */
  public static final CacheCounts NONE = new CacheCounts(0, 0, 0, RoundingError.NONE);
}
