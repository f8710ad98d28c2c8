package org.eobench.core.metrics.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.eobench.core.metrics.AbsentClass;
import org.eobench.core.metrics.ClassCounts;
import org.eobench.core.metrics.ClassScores;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.MetricRules;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BoundaryIouTest {

  /** Erodes a mask, once for each pixel of the distance, by its eight neighbours. */
  private static boolean[] boundary(
      boolean[] mask, boolean[] unknown, int rows, int columns, int d) {
    boolean[] inside = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      inside[i] = mask[i] || unknown[i];
    }
    for (int step = 0; step < d; step++) {
      boolean[] eroded = inside.clone();
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          for (int y = r - 1; y <= r + 1; y++) {
            for (int x = c - 1; x <= c + 1; x++) {
              boolean outside = y < 0 || y >= rows || x < 0 || x >= columns;
              if (outside || !inside[y * columns + x]) {
                eroded[r * columns + c] = false;
              }
            }
          }
        }
      }
      inside = eroded;
    }
    boolean[] boundary = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      boundary[i] = mask[i] && !inside[i];
    }
    return boundary;
  }

  @RepeatedTest(40)
  void countsWhatErosionsOfTheMasksTakeAway(RepetitionInfo repetition) {
    PixelList pixels = PixelList.random(1000 + repetition.getCurrentRepetition());
    int rows = pixels.height();
    int columns = pixels.width();
    int distance = BoundaryCounts.distance(rows, columns);
    BoundaryCounts counts = new BoundaryCounts(pixels.classes(), pixels.ignore());

    counts.add(pixels.predictions(), pixels.targets(), 0, rows, columns);

    int n = rows * columns;
    boolean[] unknown = new boolean[n];
    for (int i = 0; i < n; i++) {
      unknown[i] = pixels.targets()[i] == pixels.ignore();
    }
    for (int label : pixels.labels()) {
      boolean[] found = new boolean[n];
      boolean[] there = new boolean[n];
      for (int i = 0; i < n; i++) {
        found[i] = !unknown[i] && pixels.predictions()[i] == label;
        there[i] = !unknown[i] && pixels.targets()[i] == label;
      }
      boolean[] near = boundary(found, unknown, rows, columns, distance);
      boolean[] wanted = boundary(there, unknown, rows, columns, distance);
      long both = 0;
      long predicted = 0;
      long actual = 0;
      for (int i = 0; i < n; i++) {
        both += near[i] && wanted[i] ? 1 : 0;
        predicted += near[i] ? 1 : 0;
        actual += wanted[i] ? 1 : 0;
      }
      assertThat(counts.of(label)).isEqualTo(new ClassCounts(both, actual, predicted));
    }
  }

  @RepeatedTest(10)
  void findsContoursAtAnyDistance(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int rows = 1 + random.nextInt(20);
    int columns = 1 + random.nextInt(20);
    int[] labels = new int[rows * columns];
    boolean[] unknown = new boolean[labels.length];
    boolean[] one = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = random.nextInt(8) == 0 ? Contours.UNKNOWN : random.nextInt(9) == 0 ? 1 : 0;
      unknown[i] = labels[i] == Contours.UNKNOWN;
      one[i] = labels[i] == 0;
    }
    for (int distance = 1; distance < 25; distance++) {
      boolean[] near = Contours.near(labels, rows, columns, distance);
      boolean[] wanted = boundary(one, unknown, rows, columns, distance);
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] == 0) {
          assertThat(near[i]).isEqualTo(wanted[i]);
        } else if (unknown[i]) {
          assertThat(near[i]).isFalse();
        }
      }
    }
  }

  @Test
  void seesTheCoarseContourOfALargeObjectThatIouHides() {
    int size = 200;
    int[] target = new int[size * size];
    int[] shifted = new int[size * size];
    for (int i = 0; i < target.length; i++) {
      target[i] = i / size >= 20 && i / size < 180 && i % size >= 20 && i % size < 180 ? 1 : 0;
      shifted[i] = i / size >= 20 && i / size < 180 && i % size >= 26 && i % size < 186 ? 1 : 0;
    }
    BoundaryCounts counts = new BoundaryCounts(2, -1);
    counts.add(shifted, target, 0, size, size);
    ConfusionMatrix matrix = new ConfusionMatrix(2, -1);
    matrix.add(shifted, target);

    // Rings 6 pixels wide of 160 x 160: side walls no longer meet, the other two do over 154.
    double ring = 160 * 160 - 148 * 148;
    double both = counts.of(1).hits();
    assertThat(BoundaryCounts.distance(size, size)).isEqualTo(6);
    assertThat(counts.of(1).actual()).isEqualTo((long) ring);
    assertThat(both).isEqualTo(2 * 6 * 154);
    double boundary =
        BoundaryIou.of(counts, List.of("a", "b"), MetricRules.PLAIN).perClass().get(1).iou();
    assertThat(boundary).isCloseTo(both / (2 * ring - both), within(1e-15)).isLessThan(0.35);
    double plain = ClassCounts.of(matrix, 1).iou(0);
    assertThat(plain).isGreaterThan(0.9);
  }

  @Test
  void isOneForAPerfectPredictionAndLeavesAbsentClassesOut() {
    int[] labels = {0, 0, 1, 1, 255, 1};
    BoundaryCounts counts = new BoundaryCounts(3, 255);
    counts.add(labels, labels, 0, 2, 3);

    BoundaryIou iou = BoundaryIou.of(counts, List.of("a", "b", "c"), MetricRules.PLAIN);

    assertThat(iou.mean()).isEqualTo(1);
    assertThat(iou.perClass()).extracting(ClassScores::iou).containsExactly(1.0, 1.0, Double.NaN);
    assertThat(
            BoundaryIou.of(counts, List.of("a", "b", "c"), new MetricRules(AbsentClass.ZERO, 0))
                .mean())
        .isCloseTo(2 / 3.0, within(1e-15));
  }

  @Test
  void addsUpOverImages() {
    PixelList first = PixelList.random(5);
    BoundaryCounts all = new BoundaryCounts(first.classes(), first.ignore());
    BoundaryCounts one = new BoundaryCounts(first.classes(), first.ignore());
    all.add(first.predictions(), first.targets(), 0, first.height(), first.width());
    one.add(first.predictions(), first.targets(), 0, first.height(), first.width());

    all.add(one);

    for (int label : first.labels()) {
      assertThat(all.of(label)).isEqualTo(one.of(label).plus(one.of(label)));
    }
    assertThatThrownBy(() -> all.add(new BoundaryCounts(99, -1)))
        .hasMessageContaining("counts of 99 classes");
  }
}
