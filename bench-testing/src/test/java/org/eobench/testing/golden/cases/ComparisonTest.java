package org.eobench.testing.golden.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Tolerance TIGHT = new Tolerance(1e-3, 0);

  @Test
  void findsTheWorstValueAndNamesItsPosition() {
    ComputedArrays computed = new ComputedArrays();
    computed.put("map", new double[] {0, 1, 2, 3.0005, 4, 5.1});
    Deviation worst =
        Comparison.worst(plain("map", new double[] {0, 1, 2, 3, 4, 5}, 2, 3), computed);
    assertThat(worst.within()).isFalse();
    assertThat(worst.place()).isEqualTo("map[1,2]");
    assertThat(worst.describe()).contains("got 5.1").contains("expected 5");
  }

  @Test
  void relativeToleranceGrowsWithTheExpectedValue() {
    ExpectedArray expected =
        new ExpectedArray(
            "a",
            "",
            new long[] {2},
            new double[] {100, -100},
            new Tolerance(0, 0.01),
            null,
            List.of(),
            List.of());
    ComputedArrays inside = new ComputedArrays();
    inside.put("a", new double[] {100.9, -99.1});
    assertThat(Comparison.worst(expected, inside).within()).isTrue();
    ComputedArrays outside = new ComputedArrays();
    outside.put("a", new double[] {100.9, -98.9});
    assertThat(Comparison.worst(expected, outside).within()).isFalse();
  }

  @Test
  void nanIsOnlyEqualToNan() {
    ExpectedArray expected = plain("a", new double[] {Double.NaN, 1}, 2);
    ComputedArrays same = new ComputedArrays();
    same.put("a", new double[] {Double.NaN, 1});
    assertThat(Comparison.worst(expected, same).within()).isTrue();
    ComputedArrays other = new ComputedArrays();
    other.put("a", new double[] {Double.NaN, Double.NaN});
    assertThat(Comparison.worst(expected, other).within()).isFalse();
  }

  @Test
  void summarySamplesTheWholeTensorAndChecksItsMeanAndDeviation() {
    double[] whole = new double[128];
    double[] samples = new double[64];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = i % 2;
      samples[i / 2] = 0;
    }
    ExpectedArray expected =
        new ExpectedArray(
            "map",
            "",
            new long[] {64},
            samples,
            TIGHT,
            new ExpectedArray.Summary(new long[] {2, 64}, 0.5, 0.5),
            List.of(),
            List.of());
    ComputedArrays computed = new ComputedArrays();
    computed.put("map", whole);
    assertThat(Comparison.worst(expected, computed).within()).isTrue();
    // Between the samples: only the statistics can see it.
    whole[1] = 100;
    computed.put("map", whole);
    assertThat(Comparison.worst(expected, computed).place()).startsWith("map.");
    assertThat(Comparison.worst(expected, computed).within()).isFalse();
  }

  @Test
  void parameterTableComparesNormAndSamplesAndLeavesOutRowsWithoutATrueGradient() {
    float[] weight = new float[32];
    weight[2] = 3;
    weight[4] = 4;
    double[] table = new double[2 * ExpectedArray.COLUMNS];
    table[0] = 5;
    table[2] = 3;
    table[3] = 4;
    ExpectedArray expected =
        new ExpectedArray(
            "final_params",
            "",
            new long[] {2, ExpectedArray.COLUMNS},
            table,
            TIGHT,
            null,
            List.of(
                new ExpectedArray.Row("w", 1e-3, true), new ExpectedArray.Row("b", 1e-3, false)),
            List.of());
    ComputedArrays computed = new ComputedArrays();
    computed.putTensors("final_params", Map.of("w", weight, "b", new float[] {7}));
    assertThat(Comparison.worst(expected, computed).within()).isTrue();
    weight[4] = 4.1f;
    assertThat(Comparison.worst(expected, computed).place()).isEqualTo("final_params[w,3]");
  }

  @Test
  void buffersAreConcatenatedInTheCasesOrder() {
    ExpectedArray expected =
        new ExpectedArray(
            "train_buffers",
            "",
            new long[] {3},
            new double[] {1, 2, 3},
            TIGHT,
            null,
            List.of(),
            List.of("mean", "var"));
    ComputedArrays computed = new ComputedArrays();
    computed.putTensors(
        "train_buffers", Map.of("var", new float[] {3}, "mean", new float[] {1, 2}));
    assertThat(Comparison.worst(expected, computed).within()).isTrue();
  }

  @Test
  void refusesAnotherShapeAndAMissingAnswer() {
    ExpectedArray expected = plain("map", new double[] {1, 2}, 2);
    ComputedArrays short1 = new ComputedArrays();
    short1.put("map", new double[] {1});
    assertThatThrownBy(() -> Comparison.worst(expected, short1)).hasMessageContaining("shape [2]");
    assertThatThrownBy(() -> Comparison.worst(expected, new ComputedArrays()))
        .hasMessageContaining("map: no check computes this array");
  }

  private static ExpectedArray plain(String name, double[] values, long... shape) {
    return new ExpectedArray(name, "", shape, values, TIGHT, null, List.of(), List.of());
  }
}
