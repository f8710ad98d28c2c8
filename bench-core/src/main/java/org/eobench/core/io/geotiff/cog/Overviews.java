package org.eobench.core.io.geotiff.cog;

/** How a pixel of an overview follows from the four pixels that it covers. */
public enum Overviews {
  /** The most frequent value, of several the first in reading order: for classes. */
  MODE {
    @Override
    float reduce(float[] values, int count, boolean whole) {
      float best = values[0];
      int most = 0;
      for (int i = 0; i < count; i++) {
        int equal = 0;
        for (int j = 0; j < count; j++) {
          equal += values[i] == values[j] ? 1 : 0;
        }
        if (equal > most) {
          most = equal;
          best = values[i];
        }
      }
      return best;
    }
  },

  /** The mean, rounded to whole numbers for integers: for measurements and probabilities. */
  MEAN {
    @Override
    float reduce(float[] values, int count, boolean whole) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += values[i];
      }
      double mean = sum / count;
      return (float) (whole ? Math.rint(mean) : mean);
    }
  },

  /** The first in reading order. */
  NEAREST {
    @Override
    float reduce(float[] values, int count, boolean whole) {
      return values[0];
    }
  };

  /**
   * The value of a pixel.
   *
   * @param values those of the pixels with data, in reading order
   * @param count how many they are, at least 1
   * @param whole whether samples are integers
   */
  abstract float reduce(float[] values, int count, boolean whole);
}
