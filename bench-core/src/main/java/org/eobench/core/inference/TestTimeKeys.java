package org.eobench.core.inference;

import java.util.List;
import java.util.Locale;
import org.eobench.core.config.bind.Default;

/**
 * The keys of test-time augmentation, which averages several predictions of an image.
 *
 * @param testScales sizes of the copies of an image, relative to the image
 * @param testFlip whether each copy is also predicted mirrored left to right
 */
public record TestTimeKeys(
    @Default("[1.0]") List<Double> testScales, @Default("false") boolean testFlip) {
  /** No augmentation: each image is predicted once. */
  public static final TestTimeKeys ONCE = new TestTimeKeys(List.of(1.0), false);

  /** The largest scale; memory grows with its square. */
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

  /** Whether each image is predicted once, without augmentation. */
  public boolean once() {
    return equals(ONCE);
  }
}
