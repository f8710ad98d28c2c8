package org.eobench.decoders.probe;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.eobench.core.decoder.FitReport;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.Weights;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.pooling.ImagePooling;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.probe.KnnConfig.FeatureType;
import org.eobench.decoders.temporal.TemporalKeys;
import org.eobench.decoders.temporal.TemporalKeys.Positions;
import org.eobench.decoders.temporal.TemporalStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnnDecoderTest {
  /** At 0, 90, 180 and 60 degrees, of different lengths. */
  private static final float[][] BANK = {{2, 0}, {0, 3}, {-1, 0}, {0.5f, 0.8660254f}};

  private static final float[][] QUERY = {{4, 0}};

  @TempDir private Path folder;
  private static final PoolingKeys MEANS = PoolingKeys.of(ImagePooling.MEAN, "all");

  private final ProbeFixture fixture = new ProbeFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theNearestVoteWithTheExponentialOfTheirCosine() {
    KnnDecoder knn = single(3, 0.5, true);
    knn.featureFit().fit(fixture.single(BANK, 0, 1, 1, 2), Collections.emptyIterator());
    // Of the cosines 1, 0, -1 and 0.5 the last has no vote.
    double[] votes = {Math.exp(1 / 0.5), Math.exp(0), Math.exp(0.5 / 0.5)};
    double all = votes[0] + votes[1] + votes[2];
    float[] logits = predict(knn);
    for (int k = 0; k < 3; k++) {
      assertThat(Math.exp(logits[k])).isCloseTo(votes[k] / all, within(1e-6));
    }
  }

  @Test
  void withoutNormalisationTheProductCounts() {
    KnnDecoder knn = single(1, 1, false);
    float[][] bank = {{1, 0}, {5, 9}};
    knn.featureFit().fit(fixture.single(bank, 0, 1), Collections.emptyIterator());
    assertThat(predict(knn)[1]).isZero();
    assertThat(predict(knn)[0]).isLessThan(-60);
  }

  @Test
  void allVoteAndTheUserIsToldWhereThereAreFewerThanAsked() {
    KnnDecoder knn = single(200, 0.1, true);
    FitReport report =
        knn.featureFit().fit(fixture.single(BANK, 0, 1, 1, 2), Collections.emptyIterator());
    assertThat(report.facts()).containsEntry("bank_size", 4.0).containsEntry("knn_k", 4.0);
    assertThat(report.notes()).anyMatch(note -> note.contains("knn_k=200"));
    assertThat(predict(knn)).hasSize(3);
  }

  @Test
  void imagesWithoutAClassHaveNoVote() {
    KnnDecoder knn = single(2, 0.1, true);
    FitReport report =
        knn.featureFit().fit(fixture.single(BANK, -1, 1, 2, -1), Collections.emptyIterator());
    assertThat(report.facts()).containsEntry("bank_size", 2.0);
    assertThatThrownBy(
            () ->
                knn.featureFit()
                    .fit(fixture.single(BANK, -1, -1, -1, -1), Collections.emptyIterator()))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NothingToFit");
  }

  @Test
  void refusesFeaturesThatAreNoNumbers() {
    float[][] bank = {{1, 0}, {Float.NaN, 1}};
    assertThatThrownBy(
            () ->
                single(1, 1, true)
                    .featureFit()
                    .fit(fixture.single(bank, 0, 1), Collections.emptyIterator()))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("FeatureNotFinite")
        .hasMessageContaining("image 2");
  }

  @Test
  void theCheckpointHoldsTheBank() {
    KnnDecoder knn = single(3, 0.5, true);
    knn.featureFit().fit(fixture.single(BANK, 0, 1, 1, 2), Collections.emptyIterator());
    Path path = folder.resolve("knn.safetensors");
    Weights.save(knn.tensors(), path, Map.of());
    KnnDecoder other = single(3, 0.5, true);
    try (TensorFile file = TensorFile.open(path)) {
      Weights.load(other.tensors(), file, CheckpointLayout.exact(), fixture.manager());
    }
    assertThat(predict(other)).isEqualTo(predict(knn));
  }

  @Test
  void severalClassesGetTheSharesOfTheirVotes() {
    KnnDecoder knn = several(null);
    knn.featureFit().fit(fixture.several(BANK, shown()), Collections.emptyIterator());
    double near = Math.exp(1 / 0.5);
    double far = Math.exp(0.5 / 0.5);
    float[] logits = predict(knn);
    assertThat(sigmoid(logits[0])).isCloseTo(near / (near + far), within(1e-6));
    assertThat(sigmoid(logits[1])).isCloseTo(1, within(2e-6));
    assertThat(sigmoid(logits[2])).isCloseTo(far / (near + far), within(1e-6));
    assertThat(sigmoid(logits[3])).isCloseTo(0, within(2e-6));
  }

  @Test
  void imagesWhoseSeveralClassesDoNotCountHaveNoVote() {
    float[][] shown = shown();
    Arrays.fill(shown[0], Float.NaN);
    KnnDecoder knn = several(null);
    FitReport report =
        knn.featureFit().fit(fixture.several(BANK, shown), Collections.emptyIterator());
    assertThat(report.facts()).containsEntry("bank_size", BANK.length - 1.0);
  }

  @Test
  void orSoManyClassesForEveryImage() {
    for (int m = 1; m < 4; m++) {
      KnnDecoder knn = several(m);
      knn.featureFit().fit(fixture.several(BANK, shown()), Collections.emptyIterator());
      float[] logits = predict(knn);
      int predicted = 0;
      for (float logit : logits) {
        predicted += logit > 0 ? 1 : 0;
      }
      assertThat(predicted).isEqualTo(m);
      assertThat(logits[1]).isGreaterThan(logits[0]);
      assertThat(logits[0]).isGreaterThan(logits[2]);
      assertThat(logits[2]).isGreaterThan(logits[3]);
    }
  }

  @Test
  void roundsFeaturesToHalfPrecisionWhereAsked() {
    KnnConfig config = new KnnConfig(1, 1, false, FeatureType.FLOAT16, MEANS, TemporalKeys.NONE);
    KnnDecoder knn = KnnDecoder.ofOneClass(config, fixture.context(2, 3));
    float[][] bank = {{1.0001f, 0}};
    knn.featureFit().fit(fixture.single(bank, 0), Collections.emptyIterator());
    assertThat(requireNonNull(knn.tensors().get("bank.features")).array().toFloatArray())
        .containsExactly(1, 0);
  }

  @Test
  void refusesKeysThatMakeNoSense() {
    assertThatThrownBy(() -> single(0, 0.1, true)).hasMessageContaining("knn_k=0");
    assertThatThrownBy(() -> single(1, 0, true)).hasMessageContaining("knn_t=0");
    assertThatThrownBy(() -> several(0)).hasMessageContaining("top_m=0");
    TemporalKeys learnt =
        new TemporalKeys(
            TemporalStrategy.LTAE, TemporalKeys.MissingDates.LEFT_OUT, Positions.DATES, 0, 0);
    assertThatThrownBy(() -> new KnnConfig(1, 1, true, FeatureType.FLOAT32, MEANS, learnt))
        .hasMessageContaining("multi_temporal_strategy=ltae");
  }

  private static float[][] shown() {
    return new float[][] {{1, 1, 0, 0}, {0, 0, 0, 1}, {1, 1, 1, 1}, {0, 1, 1, 0}};
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private KnnDecoder single(int k, double temperature, boolean normalize) {
    KnnConfig config =
        new KnnConfig(k, temperature, normalize, FeatureType.FLOAT32, MEANS, TemporalKeys.NONE);
    return KnnDecoder.ofOneClass(config, fixture.context(2, 3));
  }

  private KnnDecoder several(@Nullable Integer topM) {
    KnnConfig votes = new KnnConfig(2, 0.5, true, FeatureType.FLOAT32, MEANS, TemporalKeys.NONE);
    KnnMultiLabelConfig config = new KnnMultiLabelConfig(topM, votes);
    return KnnDecoder.ofSeveralClasses(config, fixture.context(2, 4));
  }

  private float[] predict(KnnDecoder knn) {
    return knn.decode(Fixture.maps(fixture.maps(QUERY)), 1, 1).toFloatArray();
  }
}
