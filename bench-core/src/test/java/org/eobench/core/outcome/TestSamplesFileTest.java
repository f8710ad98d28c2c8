package org.eobench.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.NpzWriter;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Evaluation;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.images.ScoredImage;
import org.eobench.core.metrics.images.ScoredLabels;
import org.eobench.core.metrics.pixels.PixelValues;
import org.eobench.core.task.classification.ClassificationScoring;
import org.eobench.core.task.multilabel.MultiLabelScoring;
import org.eobench.core.task.regression.RegressionScoring;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSamplesFileTest {
  private static final int SAMPLES = 9;
  private static final int SIDE = 8;
  private static final MetricContext CONTEXT =
      new MetricContext(List.of("a", "b", "c"), -1, "", MetricRules.PLAIN);

  @TempDir Path run;
  private final Random random = new Random(7);

  private PixelClasses pixels() {
    int[] predicted = random.ints(SIDE * SIDE, 0, 3).toArray();
    int[] actual = random.ints(SIDE * SIDE, -1, 3).toArray();
    float[] confidence = new float[predicted.length];
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = random.nextFloat();
    }
    float[] probabilities = new float[3 * predicted.length];
    for (int i = 0; i < predicted.length; i++) {
      for (int label = 0; label < 3; label++) {
        boolean found = label == predicted[i];
        probabilities[label * predicted.length + i] =
            found ? confidence[i] : (1 - confidence[i]) / 2;
      }
    }
    return new PixelClasses(
        predicted, actual, () -> confidence, () -> probabilities, 0, SIDE, SIDE);
  }

  private PixelValues values() {
    float[] predicted = floats(10);
    float[] measured = floats(10);
    measured[3] = Float.NaN;
    return new PixelValues(predicted, measured, 0, measured.length);
  }

  private float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private ScoredLabels labels() {
    boolean[] predicted = new boolean[3];
    boolean[] actual = new boolean[3];
    for (int i = 0; i < 3; i++) {
      predicted[i] = random.nextBoolean();
      actual[i] = random.nextBoolean();
    }
    return new ScoredLabels(floats(3), predicted, actual);
  }

  private <S> void theScoreFollowsFromWhatIsStored(
      Scoring<S, ?, ?> scoring, List<Metric<?>> metrics, IntFunction<S> sample) throws IOException {
    ChosenMetrics all = ChosenMetrics.listed(metrics, metrics.get(0));
    Evaluation<S> evaluation = new Evaluation<>(scoring, all, CONTEXT);
    List<String> ids = new ArrayList<>();
    Map<String, Footprint> places = new HashMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      ids.add("chip/ä " + i);
      evaluation.add(List.of(ids.get(i)), List.of(sample.apply(i)));
    }
    places.put(ids.get(2), new Footprint("EPSG:32633", false, 1, 2, 3, 4));
    Scores scores = evaluation.scores("here");
    TestSamples written = TestSamples.of(scores.samples(), places, metrics, CONTEXT);
    try (OutputStream out = Files.newOutputStream(run.resolve(TestSamplesFile.NAME))) {
      TestSamplesFile.write(written, out);
    }
    TestSamples read = TestSamplesFile.read(run, metrics, CONTEXT).orElseThrow();
    assertThat(read.ids()).isEqualTo(ids);
    assertThat(read.places().get(2)).isEqualTo(places.get(ids.get(2)));
    assertThat(read.places().get(1)).isNull();
    assertThat(read.sha256()).isPresent().isEqualTo(written.sha256());
    int[] every = IntStream.range(0, SAMPLES).toArray();
    for (Metric<?> metric : metrics) {
      assertThat(read.has(metric.key())).as(metric.key()).isTrue();
      assertThat(read.score(metric.key(), every))
          .as(metric.key())
          .isCloseTo(scores.value(metric.key()), within(1e-12));
    }
    String first = metrics.get(0).key();
    Set<Double> parts = new HashSet<>();
    for (int i = 0; i < SAMPLES; i++) {
      int[] drawn = {i, i, (i + 1) % SAMPLES, (i + 4) % SAMPLES};
      assertThat(read.score(first, drawn)).isEqualTo(written.score(first, drawn));
      parts.add(read.score(first, drawn));
    }
    assertThat(parts).hasSizeGreaterThan(1);
  }

  @Test
  void givesEveryMetricOfSegmentationButMeansOverBatches() throws IOException {
    List<Metric<?>> ofSamples =
        SegmentationScoring.METRICS.stream()
            .filter(metric -> !metric.key().startsWith("batch_"))
            .toList();
    assertThat(ofSamples).hasSize(SegmentationScoring.METRICS.size() - 4);
    theScoreFollowsFromWhatIsStored(new SegmentationScoring(), ofSamples, i -> pixels());
  }

  @Test
  void givesEveryMetricOfRegression() throws IOException {
    theScoreFollowsFromWhatIsStored(
        new RegressionScoring(), RegressionScoring.METRICS, i -> values());
  }

  @Test
  void givesEveryMetricOfClassification() throws IOException {
    theScoreFollowsFromWhatIsStored(
        new ClassificationScoring(),
        ClassificationScoring.METRICS,
        i -> new ScoredImage(floats(3), random.nextInt(3)));
  }

  @Test
  void givesEveryMetricOfSeveralLabels() throws IOException {
    theScoreFollowsFromWhatIsStored(
        new MultiLabelScoring(), MultiLabelScoring.METRICS, i -> labels());
  }

  private static String about(int samples) {
    StringBuilder text = new StringBuilder("{\"samples\":[");
    for (int i = 0; i < samples; i++) {
      text.append(i == 0 ? "" : ",").append("{\"id\":\"").append(i).append("\"}");
    }
    return text + "]}";
  }

  private void write(String about, int columns, int rows) throws IOException {
    try (OutputStream out = Files.newOutputStream(run.resolve(TestSamplesFile.NAME));
        NpzWriter npz = new NpzWriter(out)) {
      npz.text("samples.json", about);
      List<double[]> all = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        all.add(new double[columns]);
      }
      npz.rows("confusion", true, columns, all);
    }
  }

  private void isRefused(String why) {
    assertThatThrownBy(() -> TestSamplesFile.read(run, SegmentationScoring.METRICS, CONTEXT))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(TestSamplesFile.NAME);
  }

  @Test
  void refusesFilesThatNoRunWrote() throws IOException {
    assertThat(TestSamplesFile.read(run, SegmentationScoring.METRICS, CONTEXT)).isEmpty();
    write(about(2), 9, 2);
    TestSamples whole =
        TestSamplesFile.read(run, SegmentationScoring.METRICS, CONTEXT).orElseThrow();
    assertThat(whole.has("mIoU")).isTrue();
    assertThat(whole.has("ECE")).isFalse();
    write(about(3), 9, 2);
    isRefused("no row for each of 3 samples");
    write(about(2), 4, 2);
    isRefused("does not fit");
    write("[]", 9, 2);
    isRefused("no list of samples");
    write("{\"samples\":[{\"id\":null},{\"id\":\"1\"}]}", 9, 2);
    isRefused("without an id");
    Files.write(run.resolve(TestSamplesFile.NAME), "PK nothing".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> TestSamplesFile.read(run, SegmentationScoring.METRICS, CONTEXT))
        .isInstanceOf(BenchException.class);
  }
}
