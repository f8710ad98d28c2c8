package org.eobench.core.inference;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;

/**
 * The keys by which an image is predicted several times and the predictions are averaged.
 *
 * @param testScales sizes of the copies of an image, relative to its own
 * @param testFlip whether each copy is also predicted mirrored, left to right
 */
public record TestTimeKeys(
    @Default("[1.0]") List<Double> testScales, @Default("false") boolean testFlip) {
  /** Each image once, as it is. */
  public static final TestTimeKeys ONCE = new TestTimeKeys(List.of(1.0), false);

  /** An image of so many times its sides takes this number squared of the memory. */
  private static final double LARGEST = 16;

  public TestTimeKeys {
    testScales = List.copyOf(testScales);
    boolean positive = testScales.stream().allMatch(s -> s > 0 && s <= LARGEST);
    if (testScales.isEmpty() || !positive) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "test_scales=%s must list positive numbers of at most %.0f, such as [1.0]",
              testScales,
              LARGEST));
    }
  }

  /** Whether each image is predicted once, as it is. */
  public boolean once() {
    return equals(ONCE);
  }
}
