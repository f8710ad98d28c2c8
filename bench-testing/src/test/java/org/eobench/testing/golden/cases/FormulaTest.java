package org.eobench.testing.golden.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FormulaTest {
  private static final Offset<Float> PRINTED = within(5e-9f);

  @Test
  void sineHasThePublishedCheckValues() {
    float[] values = new Formula.Sine(0.02, 0.37).values("cls_token", new long[] {3}, 0);
    assertThat(values[0]).isCloseTo((float) 0.0172013881, PRINTED);
    assertThat(values[1]).isCloseTo((float) 0.0197270824, PRINTED);
    assertThat(values[2]).isCloseTo((float) 0.0195828086, PRINTED);
  }

  @Test
  void hashAndUniformHaveThePublishedCheckValues() {
    long hash = Formula.hash("cls_token");
    assertThat(hash).isEqualTo(87512468264612L);
    assertThat(Formula.unit(hash, 0)).isCloseTo(0.167397037324, within(5e-13));
    assertThat(Formula.unit(hash, 1)).isCloseTo(0.504525304451, within(5e-13));
    assertThat(Formula.unit(hash, 2)).isCloseTo(0.883218673318, within(5e-13));
  }

  @Test
  void hashedTensorHasThePublishedCheckValues() {
    float[] values = new Formula.Hashed().values("cls_token", new long[] {1, 1, 3}, 0);
    assertThat(values[0]).isCloseTo((float) -0.115217045, PRINTED);
    assertThat(values[1]).isCloseTo((float) 0.00156761147, PRINTED);
    assertThat(values[2]).isCloseTo((float) 0.132750839, PRINTED);
  }

  @Test
  void inputHasThePublishedCheckValues() {
    float[] values = new Formula.Input().values("input.optical", new long[] {3}, 0);
    assertThat(values[0]).isCloseTo((float) -1.21728075, within(5e-8f));
    assertThat(values[1]).isCloseTo((float) 0.204635397, PRINTED);
    assertThat(values[2]).isCloseTo((float) 0.991345465, within(5e-8f));
  }

  @Test
  void matricesAreScaledByTheirFanInAndNormWeightsLieAroundOne() {
    Formula formula = new Formula.Hashed();
    float[] vector = formula.values("cls_token", new long[] {3}, 1);
    assertThat(vector[1] - 1).isCloseTo((float) 0.00156761147, within(1e-6f));
    float[] matrix = formula.values("cls_token", new long[] {1, 3}, 0);
    assertThat(matrix[1] / (float) 0.00156761147)
        .isCloseTo((float) (10 / Math.sqrt(3)), within(1e-5f));
  }
}
