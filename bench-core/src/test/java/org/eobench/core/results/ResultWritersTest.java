package org.eobench.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.metrics.Evaluation;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricContext;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.pixels.SegmentationMetrics;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultWritersTest {
  private static final List<String> CLASSES = List.of("not burned", "burned", "cloud|shade");

  /** 80 of 90 and 6 of 10 pixels right; the third class occurs nowhere. */
  private static RunResult result() {
    return result("", 0);
  }

  private static RunResult result(String filledBands, long leftOut) {
    ConfusionMatrix matrix = ConfusionMatrix.of(3, -1, new long[] {80, 4, 0, 10, 6, 0, 0, 0, 0});
    return new RunResult(
        Path.of("run"),
        new RunFacts(
            "20261120_180509_012345_dofa_tiny_seg_linear_quickstart",
            "quickstart",
            1,
            "segmentation",
            "test",
            24,
            "dofa_tiny",
            "random",
            "true",
            "seg_linear",
            "best (epoch 10 of 12)",
            "default",
            234,
            "bf16",
            filledBands,
            filledBands.isEmpty() ? null : "3.35 %",
            leftOut,
            null,
            "fp32",
            null,
            filledBands.isEmpty() ? null : "fraction=0.1 random: 2 of 20 train (01234567)",
            List.of("the encoder is odd")),
        new Scores(
            Map.of("mIoU", 0.5, "nothing", Double.NaN),
            Map.of(),
            Map.of(),
            sheet(matrix),
            List.of(),
            Map.of()),
        new Timings(Duration.ofMillis(1500), Duration.ofNanos(123_456_789), Duration.ZERO));
  }

  /** As an evaluation without confidences gives it. */
  private static ScoreSheet sheet(ConfusionMatrix matrix) {
    List<PixelClasses> pixels = new ArrayList<>();
    for (int predicted = 0; predicted < 3; predicted++) {
      for (int actual = 0; actual < 3; actual++) {
        int count = (int) matrix.count(predicted, actual);
        int[] predictions = new int[count];
        int[] targets = new int[count];
        Arrays.fill(predictions, predicted);
        Arrays.fill(targets, actual);
        pixels.add(PixelClasses.of(predictions, targets, 1, count));
      }
    }
    List<Metric<?>> metrics =
        SegmentationScoring.METRICS.stream()
            .filter(metric -> metric.counting().equals(SegmentationMetrics.COUNTING))
            .toList();
    Evaluation<PixelClasses> evaluation =
        new Evaluation<>(
            new SegmentationScoring(),
            ChosenMetrics.of(metrics),
            new MetricContext(CLASSES, -1, "", MetricRules.PLAIN));
    evaluation.add(Collections.nCopies(pixels.size(), "chip"), pixels);
    return evaluation.scores("").sheet();
  }

  @Test
  void textShowsScoresBaselineProtocolAndThatOneRunHasNoInterval() {
    assertThat(result().text())
        .isEqualTo(
            """
            test split of quickstart (version 1), 24 samples, protocol default
            encoder dofa_tiny (weights: random, finetune: true), decoder seg_linear, best (epoch 10 of 12)

                   class        |   IoU   |   F1    |  precision  |  recall  |  pixels  |
            -----------------------------------------------------------------------------
                    not burned  |  85.11  |  91.95  |      95.24  |   88.89  |      90  |
                        burned  |  30.00  |  46.15  |      37.50  |   60.00  |      10  |
                   cloud|shade  |      -  |      -  |          -  |       -  |       0  |
                          mean  |  57.55  |  69.05  |      66.37  |   74.44  |     100  |
                         micro  |  75.44  |  86.00  |      86.00  |   86.00  |     100  |
                      weighted  |  79.60  |  87.37  |      89.46  |   86.00  |     100  |
             always not burned  |  45.00  |  47.37  |      45.00  |   50.00  |     100  |

            Scores in percent. Overall accuracy 86.00, mean class accuracy 74.44.
            Not in this split, and excluded from the means: cloud|shade.
            The last row is the best constant prediction: a model below it has learnt nothing.
            n=1 (seed 234), no interval: one run does not tell how much scores vary between seeds.
            warning: the encoder is odd
            """);
  }

  @Test
  void saysWhichBandsWereFilledAndHowManyBatchesWereLeftOut() {
    RunResult result = result("optical: B10 B11", 3);
    assertThat(result.text())
        .contains(
            "Bands that the data lack, with zeros where nothing else is said: optical: B10 B11.")
        .contains(
            "Trained on a part of the samples, fraction=0.1 random: 2 of 20 train (01234567).")
        .contains("Not scored, because they have no data: 3.35 % of the pixels.")
        .contains("Training left out 3 batches in which no target counts.");
    assertThat(written(new CsvWriter(), result).lines().skip(1))
        .allMatch(
            row ->
                row.endsWith(
                    ",3.35 %,3,fresh,fp32,data,"
                        + "fraction=0.1 random: 2 of 20 train (01234567),the encoder is odd"));
  }

  @Test
  void csvHasOneRowForEachClassTheMeansAndTheConstant() {
    List<String> rows = written(new CsvWriter(), result()).lines().toList();
    String facts =
        ",20261120_180509_012345_dofa_tiny_seg_linear_quickstart,quickstart,1,segmentation,test,24,dofa_tiny,random,true,seg_linear,best"
            + " (epoch 10 of 12),default,234,bf16,none,none,0,fresh,fp32,data,all,the encoder is"
            + " odd";
    assertThat(rows.get(0))
        .isEqualTo(
            "kind,class,iou,f1,precision,recall,pixels,run,dataset,dataset_version,task,split,samples,"
                + "encoder,weights,finetune,decoder,checkpoint,protocol,seed,number_format,filled_bands,without_data,"
                + "batches_without_target,crops_per_image,feature_cache_dtype,normalization,subset,warnings");
    assertThat(rows.subList(1, rows.size())).allMatch(row -> row.endsWith(facts));
    assertThat(rows.subList(1, rows.size()).stream().map(row -> row.replace(facts, "")))
        .containsExactly(
            "class,not burned,0.851063829787234,0.9195402298850575,0.9523809523809523,"
                + "0.8888888888888888,90",
            "class,burned,0.3,0.4615384615384615,0.375,0.6,10",
            "class,cloud|shade,,,,,0",
            "mean,mean,0.575531914893617,0.6905393457117595,0.6636904761904762,"
                + "0.7444444444444445,100",
            "micro,micro,0.7543859649122807,0.8599999999999999,0.86,0.86,100",
            "weighted,weighted,0.7959574468085107,0.8737400530503979,0.8946428571428571,0.86,100",
            "constant,always not burned,0.45,0.4736842105263158,0.45,0.5,100");
  }

  @Test
  void markdownIsATable() {
    assertThat(written(new MarkdownWriter(), result()))
        .contains(
            """
            - protocol: default
            - seed: 234
            - number_format: bf16
            - filled_bands: none
            - without_data: none
            - batches_without_target: 0
            - crops_per_image: fresh
            - feature_cache_dtype: fp32
            - normalization: data
            - subset: all
            - warnings: the encoder is odd

            | class | IoU | F1 | precision | recall | pixels |
            | :-- | --: | --: | --: | --: | --: |
            | not burned | 85.11 | 91.95 | 95.24 | 88.89 | 90 |
            | burned | 30.00 | 46.15 | 37.50 | 60.00 | 10 |
            | cloud\\|shade | - | - | - | - | 0 |
            | mean | 57.55 | 69.05 | 66.37 | 74.44 | 100 |
            | micro | 75.44 | 86.00 | 86.00 | 86.00 | 100 |
            | weighted | 79.60 | 87.37 | 89.46 | 86.00 | 100 |
            | always not burned | 45.00 | 47.37 | 45.00 | 50.00 | 100 |
            """);
  }

  @Test
  void jsonHoldsTheWholeResultAndIsReadBackAsItWas(@TempDir Path run) throws IOException {
    RunResult result = result("optical: B10", 2);
    String json = written(new JsonWriter(), result);
    assertThat(json)
        .contains("\"dataset_version\" : 1", "\"nothing\" : null", "\"preparation\" : 1.5");
    Files.writeString(run.resolve("results.json"), json);
    RunResult read = JsonWriter.read(run).orElseThrow();
    assertThat(read.directory()).isEqualTo(run);
    assertThat(read)
        .isEqualTo(new RunResult(run, result.facts(), result.scores(), result.timings()));
    assertThat(read.score("nothing")).isNaN();
  }

  @Test
  void noResultIsReadFromWhatIsNoResult(@TempDir Path run) throws IOException {
    assertThat(JsonWriter.read(run)).isEmpty();
    for (String text : List.of("", "[]", "{}", "{\"facts\": {}}", "null", "no JSON")) {
      Files.writeString(run.resolve("results.json"), text);
      assertThat(JsonWriter.read(run)).as(text).isEmpty();
    }
  }

  @Test
  void aScoreThatWasNotComputedIsNamedWithThoseThatWere() {
    assertThatThrownBy(() -> result().score("mIuO"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no mIuO among")
        .hasMessageContaining("mIoU");
  }

  private static String written(ResultWriter writer, RunResult result) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      writer.write(result, out);
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
