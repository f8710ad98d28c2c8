package org.eobench.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  @Test
  void hasPredictionsInRowsAndTargetsInColumns() {
    ConfusionMatrix matrix = new ConfusionMatrix(3, -1);

    matrix.add(new int[] {0, 0, 1, 2, 2}, new int[] {0, 1, 1, 1, -1});

    assertThat(matrix.toArray()).containsExactly(1, 1, 0, 0, 1, 0, 0, 1, 0);
    assertThat(matrix.count(2, 1)).isEqualTo(1);
    assertThat(matrix.predicted(0)).isEqualTo(2);
    assertThat(matrix.actual(1)).isEqualTo(3);
    assertThat(matrix.correct()).isEqualTo(2);
    assertThat(matrix.total()).isEqualTo(4);
  }

  @Test
  void ignoresByTargetEvenInsideTheRangeOfClasses() {
    ConfusionMatrix matrix = new ConfusionMatrix(2, 0);

    matrix.add(new int[] {0, 1, 0, 1}, new int[] {0, 0, 1, 1});

    assertThat(matrix.toArray()).containsExactly(0, 1, 0, 1);
  }

  @Test
  void countsBeyondWhatFloat32CanHold() {
    long many = (1L << 40) + 1;
    ConfusionMatrix matrix = ConfusionMatrix.of(2, -1, new long[] {many, 0, 0, 0});

    matrix.add(new int[] {0}, new int[] {0});

    assertThat(matrix.count(0, 0)).isEqualTo(many + 1);
  }

  @Test
  void addsHalvesToTheWhole() {
    Random random = new Random(3);
    int[] predictions = random.ints(1000, 0, 6).toArray();
    int[] targets = random.ints(1000, -1, 6).toArray();
    ConfusionMatrix whole = new ConfusionMatrix(6, -1);
    whole.add(predictions, targets);
    ConfusionMatrix first = new ConfusionMatrix(6, -1);
    first.add(predictions, targets, 0, 377);
    ConfusionMatrix second = new ConfusionMatrix(6, -1);
    second.add(predictions, targets, 377, 623);

    first.add(second);

    assertThat(first.toArray()).containsExactly(whole.toArray());
  }

  @Test
  void refusesLabelsOutsideTheClasses() {
    ConfusionMatrix matrix = new ConfusionMatrix(2, -1);

    assertThatThrownBy(() -> matrix.add(new int[] {2}, new int[] {0}))
        .hasMessageContaining("prediction 2");
    assertThatThrownBy(() -> matrix.add(new int[] {0}, new int[] {255}))
        .hasMessageContaining("target 255");
    assertThatThrownBy(() -> matrix.add(new int[] {0, 1}, new int[] {0}))
        .hasMessageContaining("2 predictions for 1 targets");
  }

  @Test
  void refusesToAddAMatrixOfOtherClasses() {
    ConfusionMatrix matrix = new ConfusionMatrix(2, -1);

    assertThatThrownBy(() -> matrix.add(new ConfusionMatrix(3, -1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> matrix.add(new ConfusionMatrix(2, 255)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
