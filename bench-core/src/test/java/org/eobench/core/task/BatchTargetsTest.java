package org.eobench.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.Target;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

class BatchTargetsTest {
  private static BatchTargets batch(Target... targets) {
    return targets[0].batch(List.of(targets));
  }

  private static NDArray on(NDManager owner, Target... targets) {
    return batch(targets).on(owner);
  }

  @Test
  void laysLabelMapsOneAfterTheOther() {
    try (NDManager owner = NDManager.newBaseManager()) {
      NDArray labels =
          on(owner, new LabelMap(new int[] {1, 2}, 1, 2), new LabelMap(new int[] {-1, 0}, 1, 2));
      assertThat(labels.getShape()).isEqualTo(new Shape(2, 1, 2));
      assertThat(labels.toLongArray()).containsExactly(1, 2, -1, 0);
    }
  }

  @Test
  void keepsValuesAndWhereThereIsNone() {
    try (NDManager owner = NDManager.newBaseManager()) {
      NDArray values =
          on(
              owner,
              new ValueMap(new float[] {1.5f, Float.NaN}, 2, 1),
              new ValueMap(new float[] {3, 4}, 2, 1));
      assertThat(values.getShape()).isEqualTo(new Shape(2, 2, 1));
      assertThat(values.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(values.toFloatArray()).containsExactly(1.5f, Float.NaN, 3, 4);
    }
  }

  @Test
  void givesOneClassForEachImage() {
    try (NDManager owner = NDManager.newBaseManager()) {
      NDArray classes = on(owner, new ImageClass(3), new ImageClass(0));
      assertThat(classes.getShape()).isEqualTo(new Shape(2));
      assertThat(classes.toLongArray()).containsExactly(3, 0);
    }
  }

  @Test
  void givesOnesForTheClassesAnImageShows() {
    try (NDManager owner = NDManager.newBaseManager()) {
      NDArray present =
          on(
              owner,
              new ImageClasses(new boolean[] {true, false, true}),
              new ImageClasses(new boolean[] {false, false, true}));
      assertThat(present.getShape()).isEqualTo(new Shape(2, 3));
      assertThat(present.toFloatArray()).containsExactly(1, 0, 1, 0, 0, 1);
    }
  }

  @Test
  void knowsWhetherAnythingCounts() {
    assertThat(batch(new LabelMap(new int[] {9, 9}, 1, 2)).anyCounts(9)).isFalse();
    assertThat(batch(new LabelMap(new int[] {9, 1}, 1, 2)).anyCounts(9)).isTrue();
    assertThat(batch(new ValueMap(new float[] {Float.NaN}, 1, 1)).anyCounts(0)).isFalse();
    assertThat(batch(new ValueMap(new float[] {Float.NaN, 1}, 1, 2)).anyCounts(0)).isTrue();
    BatchTargets classes = batch(new ImageClass(-1), new ImageClass(-1));
    assertThat(classes.samples()).isEqualTo(2);
    assertThat(classes.anyCounts(-1)).isFalse();
    assertThat(batch(new ImageClass(-1), new ImageClass(0)).anyCounts(-1)).isTrue();
    ImageClasses none = new ImageClasses(new boolean[2]);
    ImageClasses unknown = new ImageClasses(new boolean[2], false);
    assertThat(batch(none).anyCounts(-1)).isTrue();
    assertThat(batch(unknown).anyCounts(-1)).isFalse();
    assertThat(batch(unknown, none).anyCounts(-1)).isTrue();
  }
}
