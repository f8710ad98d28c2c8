package org.eobench.testing.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.metrics.images.ImageUncertainty;
import org.eobench.core.metrics.images.ScoredImage;
import org.eobench.core.metrics.uncertainty.AdaptiveCalibration;
import org.eobench.core.metrics.uncertainty.Conformal;
import org.eobench.core.metrics.uncertainty.RiskCoverage;
import org.eobench.core.metrics.uncertainty.Softmax;
import org.eobench.core.metrics.uncertainty.Temperature;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

/** Metrics of uncertainty against recorded values; {@code shared/golden_2026} has the cases. */
class GoldenUncertaintyTest {
  private static final int BINS = 15;

  /** One recorded case. */
  private static final class Recorded {
    private final Path folder;
    private final JsonNode json;
    private final Set<String> compared = new HashSet<>();

    Recorded(String name) throws IOException {
      folder = SharedFiles.require("golden_2026/" + name);
      json = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
    }

    double[] input(String name) {
      return Npy.read(folder.resolve("input_" + name + ".npy")).doubles();
    }

    int[] labels(String name) {
      return Arrays.stream(input(name)).mapToInt(value -> (int) value).toArray();
    }

    List<float[]> logits(String name) {
      double[] all = input(name);
      int samples = (int) Npy.read(folder.resolve("input_" + name + ".npy")).shape()[0];
      int classes = all.length / samples;
      List<float[]> rows = new ArrayList<>();
      for (int i = 0; i < samples; i++) {
        float[] row = new float[classes];
        for (int klass = 0; klass < classes; klass++) {
          row[klass] = (float) all[i * classes + klass];
        }
        rows.add(row);
      }
      return rows;
    }

    List<ScoredImage> images(String logits, String labels) {
      List<float[]> rows = logits(logits);
      int[] actual = labels(labels);
      return IntStream.range(0, actual.length)
          .mapToObj(i -> new ScoredImage(rows.get(i), actual[i]))
          .toList();
    }

    void check(String name, double... actual) {
      double[] expected = Npy.read(folder.resolve("expected_" + name + ".npy")).doubles();
      JsonNode tolerance = null;
      for (JsonNode one : json.path("expected")) {
        tolerance = one.path("name").asText().equals(name) ? one.path("tolerance") : tolerance;
      }
      assertThat(tolerance).as(name).isNotNull();
      assertThat(actual).as(name).hasSameSizeAs(expected);
      for (int i = 0; i < actual.length; i++) {
        if (Double.isFinite(expected[i])) {
          double allowed =
              Objects.requireNonNull(tolerance).path("atol").asDouble()
                  + tolerance.path("rtol").asDouble() * Math.abs(expected[i]);
          assertThat(Math.abs(actual[i] - expected[i]))
              .as("%s[%d]: %s for %s", name, i, actual[i], expected[i])
              .isLessThanOrEqualTo(allowed);
        } else {
          assertThat(actual[i]).as(name).isEqualTo(expected[i]);
        }
      }
      compared.add(name);
    }

    /** Fails if an array was recorded that was not compared. */
    void complete(String... informational) {
      compared.addAll(List.of(informational));
      for (JsonNode one : json.path("expected")) {
        assertThat(compared).contains(one.path("name").asText());
      }
    }
  }

  @Test
  void riskAndCoverage() throws IOException {
    Recorded recorded = new Recorded("metrics_aurc");
    double[] confidence = recorded.input("confidence");
    RiskCoverage errors = RiskCoverage.of(confidence, recorded.input("error"));
    RiskCoverage losses = RiskCoverage.of(confidence, recorded.input("loss"));
    double[] risk = risks(errors);
    recorded.check("risk", risk);
    recorded.check("aurc", errors.area(), errors.excess(), losses.area());
    recorded.check("eaurc_approximation", errors.area() - errors.leastAreaApproximately());
    recorded.check(
        "fd_shifts",
        errors.trapezoid(),
        errors.trapezoid() - errors.leastAreaApproximately(),
        errors.achievableArea(),
        errors.generalizedArea(),
        losses.trapezoid(),
        losses.generalizedArea());
    int n = risk.length;
    recorded.check(
        "fd_shifts_coverages",
        IntStream.rangeClosed(0, n).mapToDouble(i -> (double) (n - i) / n).toArray());
    recorded.check(
        "fd_shifts_risks",
        IntStream.rangeClosed(0, n).mapToDouble(i -> risk[Math.max(0, n - 1 - i)]).toArray());
    recorded.complete();
  }

  /** The risk after each group of a curve; all confidences of the case differ. */
  private static double[] risks(RiskCoverage curve) {
    return IntStream.rangeClosed(1, curve.groups().size())
        .mapToDouble(taken -> new RiskCoverage(curve.groups().subList(0, taken)).risk())
        .toArray();
  }

  @Test
  void brierScoreAndLikelihood() throws IOException {
    Recorded recorded = new Recorded("metrics_brier_nll");
    ImageUncertainty of = ImageUncertainty.of(recorded.images("logits", "labels"), 4, -1);
    recorded.check("brier_multiclass", of.probabilities().brier(), of.probabilities().brier() / 2);
    recorded.check("nll", of.probabilities().logLoss());
    int[] labels = recorded.labels("labels");
    List<float[]> logits = recorded.logits("logits");
    List<ScoredImage> binary =
        IntStream.range(0, labels.length)
            .mapToObj(
                i -> new ScoredImage(new float[] {0, logits.get(i)[0]}, labels[i] == 0 ? 1 : 0))
            .toList();
    ImageUncertainty two = ImageUncertainty.of(binary, 2, -1);
    // Of two classes, the sum over both is twice the binary score.
    recorded.check("brier_binary", two.probabilities().brier() / 2);
    recorded.check("nll_binary", two.probabilities().logLoss());
    recorded.complete();
  }

  @Test
  void calibrationErrors() throws IOException {
    Recorded recorded = new Recorded("metrics_calibration_errors");
    List<ScoredImage> images = recorded.images("logits", "labels");
    ImageUncertainty of = ImageUncertainty.of(images, 4, -1);
    double[] confidences =
        images.stream()
            .mapToDouble(
                image ->
                    Math.exp(Arrays.stream(Softmax.logs(image.scores(), 1)).max().orElseThrow()))
            .toArray();
    boolean[] right = new boolean[images.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = images.get(i).predicted() == images.get(i).label();
    }
    recorded.check("ece", of.calibration().expectedError());
    recorded.check("classwise_ece", of.probabilities().classwiseError());
    recorded.check(
        "mce_ace_l2",
        of.calibration().maximumError(),
        of.calibration().averageError(),
        of.calibration().rootError());
    recorded.check("adaptive_edges", AdaptiveCalibration.edges(confidences, BINS));
    recorded.check("adaptive_ece", AdaptiveCalibration.error(confidences, right, BINS, false));
    recorded.complete();
    assertThat(of.selective().adaptiveError())
        .as("the lowest confidence counts, one of 150")
        .isCloseTo(AdaptiveCalibration.error(confidences, right, BINS, false), within(1.0 / 150));
  }

  @Test
  void temperatureScaling() throws IOException {
    Recorded recorded = new Recorded("metrics_temperature_scaling");
    List<ScoredImage> images = recorded.images("logits", "labels");
    Temperature fitted =
        Temperature.fit(
            images.stream()
                .map(image -> new Temperature.Labelled(image.scores(), image.label()))
                .toList());
    recorded.check("temperature_optimum", fitted.value());
    recorded.check("nll", fitted.before(), fitted.after());
    List<ScoredImage> scaled =
        images.stream()
            .map(
                image -> {
                  float[] scores = image.scores().clone();
                  for (int klass = 0; klass < scores.length; klass++) {
                    scores[klass] = (float) (scores[klass] / fitted.value());
                  }
                  return new ScoredImage(scores, image.label());
                })
            .toList();
    recorded.check(
        "ece",
        ImageUncertainty.of(images, 5, -1).calibration().expectedError(),
        ImageUncertainty.of(scaled, 5, -1).calibration().expectedError());
    assertThat(fitted.bounded()).isFalse();
    recorded.complete("temperature_peer");
  }

  @Test
  void conformalSets() throws IOException {
    Recorded recorded = new Recorded("metrics_conformal");
    double[] alphas = {0.1, 0.2, 0.01};
    double[] scores = scores(recorded.logits("cal_logits"), recorded.labels("cal_labels"));
    double[] thresholds =
        Arrays.stream(alphas).map(alpha -> Conformal.threshold(scores, alpha)).toArray();
    recorded.check("quantile", thresholds);
    recorded.check(
        "quantile_numpy_higher",
        Arrays.stream(alphas).map(alpha -> quantileCall(scores, alpha)).toArray());
    List<float[]> test = recorded.logits("test_logits");
    int[] labels = recorded.labels("test_labels");
    List<Double> sets = new ArrayList<>();
    double[] coverage = new double[alphas.length];
    double[] size = new double[alphas.length];
    for (int a = 0; a < alphas.length; a++) {
      for (int i = 0; i < labels.length; i++) {
        double[] logs = Softmax.logs(test.get(i), 1);
        for (int klass = 0; klass < logs.length; klass++) {
          boolean in = 1 - Math.exp(logs[klass]) <= thresholds[a];
          sets.add(in ? 1.0 : 0);
          size[a] += in ? 1.0 / labels.length : 0;
          coverage[a] += in && klass == labels[i] ? 1.0 / labels.length : 0;
        }
      }
    }
    recorded.check("sets", sets.stream().mapToDouble(value -> value).toArray());
    recorded.check("coverage", coverage);
    recorded.check("mean_size", size);
    recorded.complete();
  }

  /** The usual call of a quantile function, whose rank counts the n - 1 gaps between scores. */
  private static double quantileCall(double[] scores, double alpha) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double level = Math.ceil((n + 1) * (1 - alpha)) / n;
    return level > 1 ? Double.POSITIVE_INFINITY : sorted[(int) Math.ceil(level * (n - 1))];
  }

  private static double[] scores(List<float[]> logits, int[] labels) {
    return IntStream.range(0, labels.length)
        .mapToDouble(i -> 1 - Math.exp(Softmax.logs(logits.get(i), 1)[labels[i]]))
        .toArray();
  }

  @Test
  void everyRecordedCaseHasATest() throws IOException {
    try (Stream<Path> cases = Files.list(SharedFiles.require("golden_2026"))) {
      assertThat(
              cases
                  .map(path -> path.getFileName().toString())
                  .filter(name -> name.startsWith("metrics_")))
          .containsExactlyInAnyOrder(
              "metrics_aurc",
              "metrics_brier_nll",
              "metrics_calibration_errors",
              "metrics_conformal",
              "metrics_temperature_scaling",
              "metrics_boundary_iou",
              "metrics_quantised_embeddings");
    }
  }
}
