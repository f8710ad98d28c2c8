package org.eobench.core.task.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.SampleRef;
import org.junit.jupiter.api.Test;

class ImageRegressionTest {
  private static final DatasetSpec SPEC =
      new DatasetSpec(
          "own",
          1,
          ImageRegression.KIND,
          Quantity.PLAIN,
          Map.of(),
          Map.of(),
          List.of("biomass"),
          -1,
          List.of(),
          0,
          1,
          "",
          "");

  @Test
  void aBatchHoldsOneValuePerImage() {
    ImageValueBatch batch =
        (ImageValueBatch)
            new ImageValue(2).batch(List.of(new ImageValue(2), new ImageValue(Float.NaN)));

    assertThat(batch.samples()).isEqualTo(2);
    assertThat(batch.values()).containsExactly(2, Float.NaN);
    assertThat(batch.anyCounts(-1)).isTrue();
    assertThat(new ImageValueBatch(new float[] {Float.NaN}).anyCounts(-1)).isFalse();
  }

  @Test
  void anImageWithoutDataHasNoValue() {
    ImageValue value = new ImageValue(3);
    assertThat(value.without(new boolean[] {true, false}, -1)).isEqualTo(value);
    assertThat(((ImageValue) value.without(new boolean[] {true, true}, -1)).value()).isNaN();
  }

  @Test
  void infinityIsAProblemOfTheTable() {
    SampleRef ref = new SampleRef("a", List.of(Path.of("a.tif"), Path.of("t.csv")));
    assertThat(new ImageValue(1).problems(ref, SPEC)).isEmpty();
    assertThat(new ImageValue(Float.POSITIVE_INFINITY).problems(ref, SPEC))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.render())
                    .contains("sample a has the value Infinity", "where: t.csv"));
  }
}
