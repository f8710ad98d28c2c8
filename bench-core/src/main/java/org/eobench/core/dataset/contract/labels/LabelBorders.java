package org.eobench.core.dataset.contract.labels;

import java.util.stream.IntStream;

/**
 * The pixels of a label map whose right or lower neighbour has another label; pixels with the
 * ignore index have no borders.
 *
 * @param right indices into {@code [H,W]} of pixels that differ from their right neighbour
 * @param down indices of pixels that differ from their lower neighbour
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LabelBorders(int[] right, int[] down) {
  public static LabelBorders of(int[] labels, int width, int ignoreIndex) {
    int[] right =
        IntStream.range(0, labels.length - 1)
            .filter(i -> (i + 1) % width != 0)
            .filter(i -> isBorder(labels[i], labels[i + 1], ignoreIndex))
            .toArray();
    int[] down =
        IntStream.range(0, labels.length - width)
            .filter(i -> isBorder(labels[i], labels[i + width], ignoreIndex))
            .toArray();
    return new LabelBorders(right, down);
  }

  private static boolean isBorder(int one, int other, int ignoreIndex) {
    return one != other && one != ignoreIndex && other != ignoreIndex;
  }

  public int count() {
    return right.length + down.length;
  }
}
