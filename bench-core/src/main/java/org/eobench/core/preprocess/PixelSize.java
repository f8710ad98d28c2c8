package org.eobench.core.preprocess;

import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Target;

/**
 * The size of an image.
 *
 * @param height rows
 * @param width columns
 */
public record PixelSize(int height, int width) {

  /** The size of a sample: of its target, or of its images if the target has no pixels. */
  public static PixelSize of(Sample sample) {
    Target target = sample.target();
    if (target.dense()) {
      return new PixelSize(target.height(), target.width());
    }
    Image first = sample.images().values().iterator().next();
    return new PixelSize(first.height(), first.width());
  }

  /**
   * Parses a size from a configuration: one number for a square, or {@code [height, width]}.
   *
   * @throws IllegalArgumentException if the value is anything else
   */
  public static PixelSize of(ConfigNode node) {
    List<Integer> sides = new ArrayList<>();
    if (node instanceof ListNode list) {
      for (int i = 0; i < list.size(); i++) {
        sides.add(side(list.get(i)));
      }
    } else {
      sides.add(side(node));
    }
    if (sides.isEmpty() || sides.size() > 2) {
      throw new IllegalArgumentException(
          "size must be one number or [height, width], not a list of " + sides.size());
    }
    return new PixelSize(sides.get(0), sides.get(sides.size() - 1));
  }

  private static int side(ConfigNode node) {
    if (node instanceof ScalarNode scalar
        && scalar.value() instanceof Long side
        && side > 0
        && side <= Short.MAX_VALUE) {
      return side.intValue();
    }
    throw new IllegalArgumentException(
        "size must be one number of pixels, such as 224, or [height, width], from 1 to "
            + Short.MAX_VALUE);
  }
}
