package org.eobench.decoders.probe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import org.eobench.core.decoder.FitReport;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.pooling.ImagePooling;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.probe.LogRegConfig.FeatureScaling;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogRegDecoderTest {
  private static final PoolingKeys MEANS = PoolingKeys.of(ImagePooling.MEAN, "all");

  private final ProbeFixture fixture = new ProbeFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  /**
   * One feature ±1 with as many images of both classes, so w = w₁ - w₀ solves w/(2·C·N) = σ(-w).
   */
  @Test
  void meetsTheConditionOfAMinimumThatCanBeWrittenDown() {
    LogRegDecoder decoder = decoder(config(2, 2, 1, FeatureScaling.NONE, false), 1, 2);
    float[][] rows = {{1}, {-1}, {1}, {-1}};
    decoder.featureFit().fit(fixture.single(rows, 1, 0, 1, 0), fixture.single(rows, 1, 0, 1, 0));
    float[] weight = tensor(decoder, "logreg.weight");
    assertThat(weight[0]).isCloseTo(-weight[1], within(1e-6f));
    double w = weight[1] - weight[0];
    assertThat(w / (2 * 2 * 4)).isCloseTo(1 / (1 + Math.exp(w)), within(1e-6));
    assertThat(tensor(decoder, "logreg.bias")[1]).isCloseTo(0, within(1e-6f));
    assertThat(decoder.decode(Fixture.maps(fixture.maps(rows)), 1, 1).toFloatArray()[1])
        .isCloseTo(weight[1], within(1e-6f));
  }

  @Test
  void theGradientOfTheLossIsThatOfItsValue() {
    for (boolean several : new boolean[] {false, true}) {
      float[][] rows = noise(7, 3, 1);
      FeatureBank bank =
          FeatureBank.of(
              several ? fixture.several(rows, shown(7)) : fixture.single(rows, 0, 1, 2, 0, 1, 2, 2),
              maps -> maps.last().squeeze(new int[] {2, 3}),
              3,
              3);
      try (NDManager scope = fixture.manager().newSubManager()) {
        Lbfgs.Objective loss =
            new LogisticLoss(fixture.context(3, 3).ops(), bank, scope).penalized(0.3);
        double[] p = new double[12];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 12; i++) {
          p[i] = random.nextDouble(-1, 1);
        }
        double[] gradient = new double[12];
        double[] unused = new double[12];
        loss.at(p, gradient);
        for (int i = 0; i < 12; i++) {
          double kept = p[i];
          p[i] = kept + 1e-5;
          double above = loss.at(p, unused);
          p[i] = kept - 1e-5;
          double below = loss.at(p, unused);
          p[i] = kept;
          assertThat(gradient[i]).isCloseTo((above - below) / 2e-5, within(1e-9));
        }
      }
    }
  }

  @Test
  void takesTheCThatIsBestOnTheValidationSplit() {
    // Labels of the training images are half noise: with large C they are learnt by heart.
    int images = 60;
    float[][] rows = noise(images, 40, 5);
    float[][] other = noise(400, 40, 6);
    long[] labels = new long[images];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < images; i++) {
      labels[i] = random.nextInt(4) == 0 ? random.nextInt(2) : rows[i][0] > 0 ? 1 : 0;
    }
    long[] truth = new long[other.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = other[i][0] > 0 ? 1 : 0;
    }
    double[] scores = new double[3];
    double[] cs = {1e-6, 1e-2, 1e4};
    for (int i = 0; i < 3; i++) {
      LogRegDecoder one = decoder(config(cs[i], cs[i], 1, FeatureScaling.NONE, false), 40, 2);
      FitReport report =
          one.featureFit().fit(fixture.single(rows, labels), fixture.single(other, truth));
      scores[i] = requireNonNull(report.facts().get("val_accuracy"));
    }
    LogRegDecoder chosen = decoder(config(1e-6, 1e5, 45, FeatureScaling.NONE, false), 40, 2);
    FitReport report =
        chosen.featureFit().fit(fixture.single(rows, labels), fixture.single(other, truth));
    double best = requireNonNull(report.facts().get("val_accuracy"));
    assertThat(best).isGreaterThan(scores[2]);
    for (double score : scores) {
      assertThat(best).isGreaterThanOrEqualTo(score - 0.01);
    }
    assertThat(requireNonNull(report.facts().get("c"))).isLessThan(1e4);
    assertThat(report.notes()).hasSize(1);
  }

  @Test
  void severalClassesAreRegressionsOfTheirOwn() {
    float[][] rows = noise(30, 4, 2);
    float[][] shown = shown(30);
    LogRegDecoder all = decoder(config(0.5, 0.5, 1, FeatureScaling.NONE, false), 4, 3);
    all.featureFit().fit(fixture.several(rows, shown), fixture.several(rows, shown));
    float[] weights = tensor(all, "logreg.weight");
    for (int k = 0; k < 3; k++) {
      float[][] one = new float[30][1];
      for (int i = 0; i < 30; i++) {
        one[i][0] = shown[i][k];
      }
      LogRegDecoder alone = decoder(config(0.5, 0.5, 1, FeatureScaling.NONE, false), 4, 1);
      alone.featureFit().fit(fixture.several(rows, one), fixture.several(rows, one));
      float[] own = tensor(alone, "logreg.weight");
      for (int d = 0; d < 4; d++) {
        assertThat(weights[4 * k + d]).isCloseTo(own[d], within(2e-5f));
      }
    }
  }

  @Test
  void standardizedFeaturesGiveTheSamePredictionsWhateverTheirUnits() {
    float[][] rows = noise(20, 3, 4);
    float[][] scaled = new float[20][3];
    long[] labels = new long[20];
    for (int i = 0; i < 20; i++) {
      labels[i] = rows[i][0] + rows[i][1] > 0 ? 1 : 0;
      scaled[i][0] = 1000 * rows[i][0] + 5000;
      scaled[i][1] = rows[i][1] / 100;
      scaled[i][2] = 7; // never differs
      rows[i][2] = 0;
    }
    LogRegConfig config = config(1, 1, 1, FeatureScaling.STANDARDIZE, false);
    float[][] logits = new float[2][];
    for (int i = 0; i < 2; i++) {
      float[][] given = i == 0 ? rows : scaled;
      LogRegDecoder decoder = decoder(config, 3, 2);
      decoder.featureFit().fit(fixture.single(given, labels), fixture.single(given, labels));
      logits[i] = decoder.decode(Fixture.maps(fixture.maps(given)), 1, 1).toFloatArray();
    }
    for (int i = 0; i < 40; i++) {
      assertThat(logits[1][i]).isCloseTo(logits[0][i], within(1e-3f));
    }
  }

  @Test
  void unitLengthMakesBrightnessMeaningless() {
    float[][] rows = {{1, 2}, {2, 1}, {10, 20}, {20, 10}};
    LogRegDecoder decoder = decoder(config(10, 10, 1, FeatureScaling.UNIT_LENGTH, true), 2, 2);
    decoder.featureFit().fit(fixture.single(rows, 0, 1, 0, 1), fixture.single(rows, 0, 1, 0, 1));
    float[] logits = decoder.decode(Fixture.maps(fixture.maps(rows)), 1, 1).toFloatArray();
    assertThat(logits[4]).isCloseTo(logits[0], within(1e-5f));
    assertThat(logits[0]).isGreaterThan(logits[1]);
  }

  @Test
  void triesFortyFiveValuesOfCOverElevenOrdersOfMagnitude() {
    double[] candidates = config(1e-6, 1e5, 45, FeatureScaling.NONE, false).candidates();
    assertThat(candidates).hasSize(45);
    assertThat(candidates[0]).isCloseTo(1e-6, within(1e-18));
    assertThat(candidates[24]).isCloseTo(1, within(1e-12));
    assertThat(candidates[44]).isCloseTo(1e5, within(1e-6));
  }

  @Test
  void refusesKeysThatMakeNoSense() {
    assertThatThrownBy(() -> config(1, 0.1, 3, FeatureScaling.NONE, false))
        .hasMessageContaining("c_min=1.0 and c_max=0.1");
    assertThatThrownBy(() -> config(1, 10, 1, FeatureScaling.NONE, false))
        .hasMessageContaining("c_count=1");
    assertThatThrownBy(
            () ->
                new LogRegConfig(
                    1, 1, 1, 0, 1e-6, FeatureScaling.NONE, false, MEANS, TemporalKeys.NONE))
        .hasMessageContaining("max_iterations=0");
    assertThatThrownBy(
            () ->
                new LogRegConfig(
                    1, 1, 1, 1, 0, FeatureScaling.NONE, false, MEANS, TemporalKeys.NONE))
        .hasMessageContaining("tolerance=0.0");
  }

  private static LogRegConfig config(
      double from, double to, int count, FeatureScaling scaling, boolean refit) {
    return new LogRegConfig(from, to, count, 1000, 1e-8, scaling, refit, MEANS, TemporalKeys.NONE);
  }

  private LogRegDecoder decoder(LogRegConfig config, int width, int classes) {
    return new LogRegDecoder(config, fixture.context(width, classes));
  }

  private static float[] tensor(LogRegDecoder decoder, String name) {
    return requireNonNull(decoder.tensors().get(name)).array().toFloatArray();
  }

  private static float[][] noise(int images, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[images][width];
    for (float[] row : rows) {
      for (int d = 0; d < width; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private static float[][] shown(int images) {
    SplittableRandom random = new SplittableRandom(12);
    float[][] shown = new float[images][3];
    for (float[] row : shown) {
      for (int k = 0; k < 3; k++) {
        row[k] = random.nextInt(k + 2) == 0 ? 1 : 0;
      }
    }
    return shown;
  }
}
