package org.eobench.core.metrics.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.eobench.core.metrics.PixelClasses;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

  private static long total(Reliability reliability) {
    return reliability.calibration().bins().stream().mapToLong(Calibration.Bin::count).sum();
  }

  @Test
  void scoresFiveConfidencesAsByHand() {
    Reliability two = new Reliability(2, -1);
    two.add(0.5f, true); // of the lower bin
    two.add(0.25f, false);
    two.add(0.75f, true);
    two.add(1, true);
    two.add(0.875f, false);

    // Lower: confidence 0.375, accuracy 0.5; upper: 0.875 and 2/3.
    assertThat(two.calibration().bins().get(0))
        .isEqualTo(new Calibration.Bin(0, 0.5, 2, 0.375, 0.5));
    assertThat(two.calibration().bins().get(1).accuracy()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(two.calibration().expectedError())
        .isCloseTo(0.4 * 0.125 + 0.6 * (0.875 - 2 / 3.0), within(1e-15));
    assertThat(two.calibration().maximumError()).isCloseTo(0.875 - 2 / 3.0, within(1e-15));
    assertThat(total(two)).isEqualTo(5);
  }

  @RepeatedTest(20)
  void agreesWithTheDefinitionAndHalvesAddUp(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int n = 1 + random.nextInt(300);
    int bins = 1 + random.nextInt(20);
    int[] targets = random.ints(n, -1, 3).toArray();
    int[] predictions = random.ints(n, 0, 3).toArray();
    float[] confidence = new float[n];
    for (int i = 0; i < n; i++) {
      confidence[i] = random.nextFloat();
    }
    targets[0] = 1;
    int half = random.nextInt(n + 1);
    Reliability joined = new Reliability(bins, -1);
    Reliability rest = new Reliability(bins, -1);
    joined.count(new PixelClasses(predictions, targets, () -> confidence, 0, 1, half));
    rest.count(new PixelClasses(predictions, targets, () -> confidence, half, 1, n - half));

    joined.add(rest);

    double error = 0;
    double worst = 0;
    double all = 0;
    for (int bin = 0; bin < bins; bin++) {
      double count = 0;
      double sum = 0;
      double right = 0;
      for (int i = 0; i < n; i++) {
        boolean inside = confidence[i] > (double) bin / bins && confidence[i] <= (bin + 1.0) / bins;
        if (targets[i] != -1 && inside) {
          count++;
          sum += confidence[i];
          right += predictions[i] == targets[i] ? 1 : 0;
        }
      }
      if (count > 0) {
        error += Math.abs(right - sum);
        worst = Math.max(worst, Math.abs(right - sum) / count);
      }
      all += count;
    }
    assertThat(total(joined)).isEqualTo((long) all);
    assertThat(joined.calibration().expectedError()).isCloseTo(error / all, within(1e-12));
    assertThat(joined.calibration().maximumError()).isCloseTo(worst, within(1e-12));
  }

  @Test
  void isNearZeroForPredictionsAsGoodAsTheyClaim() {
    Random random = new Random(4);
    Reliability reliability = new Reliability(Reliability.BINS, -1);
    for (int i = 0; i < 200_000; i++) {
      float confidence = random.nextFloat();
      reliability.add(confidence, random.nextFloat() < confidence);
    }

    assertThat(reliability.calibration().expectedError()).isLessThan(0.01);
  }

  @Test
  void takesTheEndsOfTheScaleAndRefusesWhatIsNoProbability() {
    Reliability reliability = new Reliability(4, -1);
    reliability.add(0, false);
    reliability.add(1.0000001f, true);

    assertThat(reliability.calibration().bins().get(0).count()).isEqualTo(1);
    assertThat(reliability.calibration().bins().get(3).count()).isEqualTo(1);
    assertThat(new Reliability(3, -1).calibration().expectedError()).isNaN();
    assertThat(new Reliability(3, -1).calibration().maximumError()).isNaN();
    assertThatThrownBy(() -> reliability.add(Float.NaN, true)).hasMessageContaining("[0,1]");
    assertThatThrownBy(() -> reliability.add(1.5f, true)).hasMessageContaining("got 1.5");
    assertThatThrownBy(() -> new Reliability(0, -1)).hasMessageContaining("needs a bin");
    assertThatThrownBy(() -> reliability.add(new Reliability(5, -1)))
        .hasMessage("cannot add 5 bins to 4");
  }
}
