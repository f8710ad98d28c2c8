package org.eobench.encoders.rcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatchSampleTest {
  private static final int SIDE = 16;

  /** Two bands of noise whose first columns are filled with 0, as pixels without data are. */
  private static float[] image(int border) {
    Random random = new Random(3);
    float[] values = new float[2 * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % SIDE < border ? 0 : 1 + random.nextFloat();
    }
    return values;
  }

  @Test
  void cutsNoPatchWhereNothingWasMeasured() {
    PatchSample sample = new PatchSample(50, 3, 1);

    sample.add(image(10), 0, 2, SIDE, SIDE);
    sample.add(image(SIDE), 0, 2, SIDE, SIDE);

    assertThat(sample.images()).isEqualTo(2);
    assertThat(List.of(sample.patches()))
        .hasSize(50)
        .allSatisfy(patch -> assertThat(Arrays.stream(patch).max().orElseThrow()).isPositive());
  }

  @Test
  void takesWhatThereIsOfDataWithoutAnyChange() {
    PatchSample sample = new PatchSample(4, 3, 1);

    sample.add(image(SIDE), 0, 2, SIDE, SIDE);

    assertThat(sample.patches()).hasDimensions(4, 18);
  }
}
