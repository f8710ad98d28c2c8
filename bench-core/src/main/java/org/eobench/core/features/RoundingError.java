package org.eobench.core.features;

import java.nio.FloatBuffer;
import java.util.List;
import org.eobench.core.features.store.StoredMap;

/**
 * How far the values of a store are from those that the encoder computed.
 *
 * @param values how many were compared
 * @param difference sum of the absolute differences
 * @param size sum of the absolute values
 * @param largest largest difference, relative to the largest value of its map
 */
public record RoundingError(long values, double difference, double size, double largest) {
  /** Nothing was compared. */
  public static final RoundingError NONE = new RoundingError(0, 0, 0, 0);

  /** The mean difference, relative to the mean absolute value; 0 if nothing was compared. */
  public double mean() {
    return size == 0 ? 0 : difference / size;
  }

  /** Together with what another part of a run has shown. */
  public RoundingError plus(RoundingError other) {
    return new RoundingError(
        values + other.values,
        difference + other.difference,
        size + other.size,
        Math.max(largest, other.largest));
  }

  /** Of one sample; both lists have the same shapes in the same order. */
  static RoundingError of(List<StoredMap> computed, List<StoredMap> kept) {
    RoundingError all = NONE;
    for (int level = 0; level < computed.size(); level++) {
      all = all.plus(of(computed.get(level), kept.get(level)));
    }
    return all;
  }

  private static RoundingError of(StoredMap computed, StoredMap kept) {
    FloatBuffer from = computed.values().asFloatBuffer();
    FloatBuffer to = kept.values().asFloatBuffer();
    double difference = 0;
    double size = 0;
    float furthest = 0;
    float most = 0;
    for (int i = 0; i < from.limit(); i++) {
      float value = from.get(i);
      float off = Math.abs(value - to.get(i));
      difference += off;
      size += Math.abs(value);
      furthest = Math.max(furthest, off);
      most = Math.max(most, Math.abs(value));
    }
    return new RoundingError(
        from.limit(), difference, size, most == 0 ? 0 : furthest / (double) most);
  }
}
