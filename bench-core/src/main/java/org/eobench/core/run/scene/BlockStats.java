package org.eobench.core.run.scene;

import java.util.Arrays;

/**
 * Counts of a block, or of a whole scene.
 *
 * @param empty pixels without data
 * @param predicted windows that the model saw
 * @param skipped windows without data
 * @param classes pixels of each class; of length 0 for values
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BlockStats(long empty, long predicted, long skipped, long[] classes) {
  private static final int FIRST_CLASS = 3;

  static BlockStats none(int classes) {
    return new BlockStats(0, 0, 0, new long[classes]);
  }

  BlockStats plus(BlockStats other) {
    long[] sum = classes.clone();
    Arrays.setAll(sum, k -> classes[k] + other.classes[k]);
    return new BlockStats(
        empty + other.empty, predicted + other.predicted, skipped + other.skipped, sum);
  }

  /** All counts in one row. */
  long[] numbers() {
    long[] numbers = new long[FIRST_CLASS + classes.length];
    numbers[0] = empty;
    numbers[1] = predicted;
    numbers[2] = skipped;
    System.arraycopy(classes, 0, numbers, FIRST_CLASS, classes.length);
    return numbers;
  }

  /** The counts that {@link #numbers} gave. */
  static BlockStats of(long[] numbers) {
    long[] classes = Arrays.copyOfRange(numbers, FIRST_CLASS, numbers.length);
    return new BlockStats(numbers[0], numbers[1], numbers[2], classes);
  }
}
