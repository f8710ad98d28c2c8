package org.eobench.core.dataset.contract.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A way to lay a label map on an image: as it is, turned or mirrored, or moved by up to two pixels.
 *
 * @param turn 0 to 7: bit 0 transposes, bit 1 mirrors rows, bit 2 mirrors columns, in this order
 * @param down rows that the labels move down
 * @param right columns that the labels move to the right
 */
public record LabelFit(int turn, int down, int right) {
  private static final int FARTHEST = 2;
  private static final int TURNS = 8;

  public static final LabelFit AS_IS = new LabelFit(0, 0, 0);

  /** All ways, the one as it is first; transposing only where rows equal columns. */
  public static List<LabelFit> all(boolean square) {
    List<LabelFit> fits = new ArrayList<>();
    fits.add(AS_IS);
    for (int down = -FARTHEST; down <= FARTHEST; down++) {
      for (int right = -FARTHEST; right <= FARTHEST; right++) {
        if (down != 0 || right != 0) {
          fits.add(new LabelFit(0, down, right));
        }
      }
    }
    for (int turn = 1; turn < TURNS; turn++) {
      if (square || turn % 2 == 0) {
        fits.add(new LabelFit(turn, 0, 0));
      }
    }
    return fits;
  }

  public boolean isTurned() {
    return turn != 0;
  }

  /** The labels turned, not moved: {@code [H,W]}, of equal size. */
  public int[] turned(int[] labels, int height, int width) {
    int[] turned = new int[labels.length];
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        int fromRow = (turn & 2) != 0 ? height - 1 - row : row;
        int fromCol = (turn & 4) != 0 ? width - 1 - col : col;
        turned[row * width + col] =
            (turn & 1) != 0 ? labels[fromCol * width + fromRow] : labels[fromRow * width + fromCol];
      }
    }
    return turned;
  }

  /** What has to be done with the labels, for a user. */
  public String words() {
    if (!isTurned()) {
      List<String> parts = new ArrayList<>();
      if (down != 0) {
        parts.add(pixels(down, "down", "up"));
      }
      if (right != 0) {
        parts.add(pixels(right, "right", "left"));
      }
      return "moved " + String.join(" and ", parts);
    }
    return switch (turn) {
      case 1 -> "transposed";
      case 2 -> "mirrored top to bottom";
      case 4 -> "mirrored left to right";
      case 6 -> "turned by 180 degrees";
      case 7 -> "transposed and turned by 180 degrees";
      default -> "turned by 90 degrees";
    };
  }

  private static String pixels(int steps, String forward, String back) {
    int size = Math.abs(steps);
    return String.format(
        Locale.ROOT, "%d pixel%s %s", size, size == 1 ? "" : "s", steps > 0 ? forward : back);
  }
}
