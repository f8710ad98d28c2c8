package org.eobench.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClassBatch;
import org.eobench.core.task.multilabel.ImageClassesBatch;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.junit.jupiter.api.Test;

class ClassSharesTest {
  private static DatasetSpec spec(TaskKind kind) {
    return new DatasetSpec(
        "toy",
        1,
        kind,
        Quantity.PLAIN,
        Map.of("optical", List.of(new Band("B1", null))),
        Map.of(),
        List.of("a", "b", "c"),
        2,
        List.of(),
        8,
        1,
        "",
        "");
  }

  @Test
  void countsTheValidTargetsOfASplitOnce() {
    ClassShares shares = new ClassShares(spec(new Classification().kind()), 4);
    shares.add(new ImageClassBatch(new int[] {0, 1}));
    assertThat(shares.shares()).isEmpty();
    shares.add(new ImageClassBatch(new int[] {1, 2}));
    List<Double> expected = List.of(1 / 3.0, 2 / 3.0, 0.0);
    assertThat(shares.shares()).isEqualTo(expected);
    shares.add(new ImageClassBatch(new int[] {0, 0}));
    assertThat(shares.shares()).isEqualTo(expected);
  }

  @Test
  void countsEachLabelOfAnImage() {
    ClassShares shares = new ClassShares(spec(new MultiLabelClassification().kind()), 3);
    float none = Float.NaN;
    shares.add(new ImageClassesBatch(new float[] {1, 1, 0, 1, 0, 0, none, none, none}, 3));
    assertThat(shares.shares()).containsExactly(1.0, 0.5, 0.0);
  }
}
