package org.eobench.datasets.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ConfigFiles;
import org.eobench.testing.DatasetContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drawn data sets of other tasks: what they ship, and that a linear probe finds their signal.
 */
class QuickstartKindsTest {
  private static final int BANDS = 6;

  @TempDir Path cache;

  private EoDataset open(QuickstartKind kind) {
    return open(kind, text -> text);
  }

  /** Pixels without data are 0, as the shipped statistics count them. */
  private EoDataset open(QuickstartKind kind, UnaryOperator<String> edit) {
    QuickstartConfig config =
        ConfigFiles.bind(
            kind.key(),
            QuickstartConfig.class,
            text -> edit.apply(text).replace("missing_pixels: ignore", "missing_pixels: fill"));
    return new MaskedDataset(new Quickstart(kind).open(config, DatasetContexts.of(cache)));
  }

  private static List<Sample> read(EoDataset dataset, Split split) {
    List<String> bands =
        Objects.requireNonNull(dataset.spec().bands().get("optical")).stream()
            .map(band -> band.name())
            .toList();
    List<Sample> samples = new ArrayList<>();
    for (SampleRef ref : dataset.samples(split)) {
      samples.add(dataset.read(ref, Map.of("optical", bands)));
    }
    return samples;
  }

  private static Image image(Sample sample) {
    return Objects.requireNonNull(sample.images().get("optical"));
  }

  /** All bands and dates of a pixel. */
  private static double[] pixel(Sample sample, int i) {
    Image image = image(sample);
    int plane = image.height() * image.width();
    double[] values = new double[image.channels() * image.frames()];
    for (int k = 0; k < values.length; k++) {
      values[k] = image.data()[k * plane + i];
    }
    return values;
  }

  /** Mean and standard deviation of each band of a chip. */
  private static double[] summary(Sample sample) {
    Image image = image(sample);
    int plane = image.height() * image.width();
    double[] summary = new double[2 * BANDS];
    for (int band = 0; band < BANDS; band++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < plane; i++) {
        double value = image.data()[band * plane + i];
        sum += value;
        squares += value * value;
      }
      summary[band] = sum / plane;
      summary[BANDS + band] = Math.sqrt(squares / plane - summary[band] * summary[band]);
    }
    return summary;
  }

  private static void requireShippedStatistics(EoDataset dataset, List<Sample> training) {
    BandStats stats = dataset.spec().stats("optical");
    for (int band = 0; band < BANDS; band++) {
      double sum = 0;
      double squares = 0;
      long count = 0;
      for (Sample sample : training) {
        int plane = image(sample).data().length / BANDS;
        for (int i = band * plane; i < (band + 1) * plane; i++) {
          double value = image(sample).data()[i];
          sum += value;
          squares += value * value;
          count++;
        }
      }
      double mean = sum / count;
      assertThat(stats.mean().get(band)).isCloseTo(mean, within(1e-5));
      assertThat(stats.std().get(band))
          .isCloseTo(Math.sqrt(squares / count - mean * mean), within(1e-5));
    }
  }

  @Test
  void plantsAreAPercentageThatBandsTellAndThatIsMissingWhereNothingIsSeen() {
    EoDataset dataset = open(QuickstartKind.REGRESSION);
    List<Sample> training = read(dataset, Split.TRAIN);
    requireShippedStatistics(dataset, training);
    LeastSquares probe = new LeastSquares(BANDS);
    double sum = 0;
    double squares = 0;
    long known = 0;
    long missing = 0;
    for (Sample sample : training) {
      float[] values = ((ValueMap) sample.target()).values();
      for (int i = 0; i < values.length; i++) {
        if (Float.isNaN(values[i])) {
          missing++;
          continue;
        }
        assertThat(values[i]).isBetween(0f, 100f);
        probe.add(pixel(sample, i), values[i]);
        sum += values[i];
        squares += (double) values[i] * values[i];
        known++;
      }
    }
    assertThat(missing).isPositive();
    double mean = sum / known;
    assertThat(dataset.spec().quantity().unit()).isEqualTo("%");
    assertThat(dataset.spec().quantity().offset()).isCloseTo(mean, within(1e-3));
    assertThat(dataset.spec().quantity().scale())
        .isCloseTo(Math.sqrt(squares / known - mean * mean), within(1e-3));
    assertThat(explained(probe.fit(), read(dataset, Split.TEST))).isBetween(0.5, 0.99);
  }

  /** Share of the variance that a probe explains. */
  private static double explained(LeastSquares probe, List<Sample> samples) {
    double error = 0;
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (Sample sample : samples) {
      float[] values = ((ValueMap) sample.target()).values();
      for (int i = 0; i < values.length; i++) {
        if (!Float.isNaN(values[i])) {
          error += Math.pow(probe.predict(pixel(sample, i)) - values[i], 2);
          sum += values[i];
          squares += (double) values[i] * values[i];
          count++;
        }
      }
    }
    return 1 - error / (squares - sum * sum / count);
  }

  @Test
  void burntBetweenShowsInTwoDatesAndLessInTheLaterAlone() {
    EoDataset dataset = open(QuickstartKind.CHANGE);
    List<Sample> training = read(dataset, Split.TRAIN);
    requireShippedStatistics(dataset, training);
    LeastSquares both = new LeastSquares(2 * BANDS);
    LeastSquares later = new LeastSquares(BANDS);
    long[] labels = new long[2];
    for (Sample sample : training) {
      assertThat(image(sample).frames()).isEqualTo(2);
      List<LocalDateTime> dates = sample.acquisition().dates();
      assertThat(Duration.between(dates.get(0), dates.get(1)).toDays()).isBetween(16L, 115L);
      int[] map = LabelMap.of(sample).labels();
      for (int i = 0; i < map.length; i++) {
        if (map[i] >= 0) {
          labels[map[i]]++;
          both.add(pixel(sample, i), map[i]);
          later.add(laterDate(pixel(sample, i)), map[i]);
        }
      }
    }
    assertThat(dataset.spec().distribution().get(1))
        .isCloseTo((double) labels[1] / (labels[0] + labels[1]), within(1e-5));
    both.fit();
    later.fit();
    List<Sample> test = read(dataset, Split.TEST);
    double ofBoth = iou(test, pixel -> both.predict(pixel) > 0.5);
    double ofLater = iou(test, pixel -> later.predict(laterDate(pixel)) > 0.5);
    assertThat(ofBoth).isGreaterThan(0.35);
    assertThat(ofBoth).isGreaterThan(ofLater + 0.1);
  }

  /** Of the bands one after the other, each with two dates. */
  private static double[] laterDate(double[] pixel) {
    double[] later = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      later[band] = pixel[2 * band + 1];
    }
    return later;
  }

  private static double iou(List<Sample> samples, Predicate<double[]> burntBetween) {
    long intersection = 0;
    long union = 0;
    for (Sample sample : samples) {
      int[] map = LabelMap.of(sample).labels();
      for (int i = 0; i < map.length; i++) {
        boolean found = map[i] >= 0 && burntBetween.test(pixel(sample, i));
        intersection += found && map[i] == 1 ? 1 : 0;
        union += found || map[i] == 1 ? 1 : 0;
      }
    }
    return (double) intersection / union;
  }

  @Test
  void coversOfChipsShowInTheMeansOfTheirBands() {
    EoDataset one = open(QuickstartKind.CLASSIFICATION);
    List<Sample> training = read(one, Split.TRAIN);
    requireShippedStatistics(one, training);
    int classes = one.spec().numClasses();
    long[] counts = new long[classes];
    training.forEach(sample -> counts[label(sample)]++);
    for (int c = 0; c < classes; c++) {
      assertThat(counts[c]).isGreaterThanOrEqualTo(training.size() / 10);
      assertThat(one.spec().distribution().get(c))
          .isCloseTo((double) counts[c] / training.size(), within(1e-5));
    }
    LeastSquares[] probes = new LeastSquares[classes];
    for (int c = 0; c < classes; c++) {
      probes[c] = new LeastSquares(2 * BANDS);
      for (Sample sample : training) {
        probes[c].add(summary(sample), label(sample) == c ? 1 : 0);
      }
      probes[c].fit();
    }
    List<Sample> test = read(one, Split.TEST);
    long right = test.stream().filter(sample -> best(probes, sample) == label(sample)).count();
    double most = (double) Arrays.stream(counts).max().orElseThrow() / training.size();
    assertThat((double) right / test.size()).isGreaterThan(most + 0.3);
  }

  private static int label(Sample sample) {
    return ((ImageClass) sample.target()).label();
  }

  private static int best(LeastSquares[] probes, Sample sample) {
    int best = 0;
    for (int c = 1; c < probes.length; c++) {
      double[] summary = summary(sample);
      best = probes[c].predict(summary) > probes[best].predict(summary) ? c : best;
    }
    return best;
  }

  @Test
  void aChipOfSeveralLabelsHasItsLargestCoverAmongThem() {
    EoDataset many = open(QuickstartKind.MULTI_LABEL, QuickstartKindsTest::few);
    EoDataset one = open(QuickstartKind.CLASSIFICATION, QuickstartKindsTest::few);
    List<Sample> chips = read(many, Split.TRAIN);
    List<Sample> same = read(one, Split.TRAIN);
    int labels = 0;
    for (int i = 0; i < chips.size(); i++) {
      assertThat(image(chips.get(i)).data()).isEqualTo(image(same.get(i)).data());
      boolean[] present = ((ImageClasses) chips.get(i).target()).present();
      assertThat(present).hasSize(4);
      assertThat(present[label(same.get(i))]).isTrue();
      for (boolean there : present) {
        labels += there ? 1 : 0;
      }
    }
    assertThat(labels).isGreaterThan(chips.size());
  }

  private static String few(String text) {
    return text.replace("training_chips: 200", "training_chips: 12")
        .replace("training_chips: 30", "training_chips: 4")
        .replace("test_chips: 60", "test_chips: 2")
        .replace("test_chips: 8", "test_chips: 2")
        .replace("img_size: 128", "img_size: 32");
  }

  @Test
  void refusesAnotherTaskAnotherNumberOfDatesAndOtherClasses() {
    assertThatThrownBy(
            () ->
                open(
                    QuickstartKind.CHANGE,
                    text ->
                        text.replace("task: change_detection", "task: classification")
                            .replace("multi_temporal: 2", "multi_temporal: 3")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("dataset.task=classification")
        .hasMessageContaining("expected: change_detection")
        .hasMessageContaining("dataset.multi_temporal");
    assertThatThrownBy(
            () ->
                open(
                    QuickstartKind.MULTI_LABEL,
                    text ->
                        text.replace("num_classes: 4", "num_classes: 2")
                            .replace(
                                "[Bare soil, Plants, Water, Burnt ground]", "[Bare soil, Plants]")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("dataset.classes");
  }

  @Test
  void saysWhichChipHasNoClasses() throws IOException {
    EoDataset dataset = open(QuickstartKind.CLASSIFICATION, QuickstartKindsTest::few);
    SampleRef first = dataset.samples(Split.TEST).get(0);
    Path classes = first.files().get(first.files().size() - 1);
    List<String> lines = Files.readAllLines(classes);
    Files.write(classes, lines.subList(1, lines.size()));
    EoDataset again = open(QuickstartKind.CLASSIFICATION, QuickstartKindsTest::few);
    assertThatThrownBy(() -> read(again, Split.TEST))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/ChipClasses]")
        .hasMessageContaining(lines.get(0).split(",")[0])
        .hasMessageContaining(classes.toString());
    Files.writeString(classes, "nonsense\n");
    assertThatThrownBy(() -> open(QuickstartKind.CLASSIFICATION, QuickstartKindsTest::few))
        .hasMessageContaining(classes + ":1");
  }
}
