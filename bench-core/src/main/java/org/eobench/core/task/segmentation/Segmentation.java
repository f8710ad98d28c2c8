package org.eobench.core.task.segmentation;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eobench.core.dataset.BatchTargets;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.metrics.PixelClasses;
import org.eobench.core.metrics.Scoring;
import org.eobench.core.metrics.pixels.BoundaryIou;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.task.Task;

/**
 * A class for each pixel: of one date, or of what changed between two.
 *
 * @param kind {@link #KIND} or {@link #CHANGE_DETECTION}
 * @param abbreviation a word for a narrow column
 */
public record Segmentation(TaskKind kind, String abbreviation)
    implements Task<SegmentationConfig, PixelClasses> {
  /** A class for each pixel: {@link LabelMap}; logits {@code [B,K,H,W]}. */
  public static final TaskKind KIND = new TaskKind("segmentation", LabelMap.class, true, true);

  /** A class for each pixel of two dates, what changed between them: {@link LabelMap}. */
  public static final TaskKind CHANGE_DETECTION =
      new TaskKind("change_detection", LabelMap.class, true, true);

  /** The task {@link #KIND}. */
  public Segmentation() {
    this(KIND, "seg");
  }

  /** The task {@link #CHANGE_DETECTION}. */
  public static Segmentation ofChange() {
    return new Segmentation(CHANGE_DETECTION, "change");
  }

  @Override
  public Class<SegmentationConfig> configType() {
    return SegmentationConfig.class;
  }

  @Override
  public Scoring<PixelClasses, ?, ?> scoring() {
    return new SegmentationScoring();
  }

  @Override
  public List<Metric<?>> metrics() {
    return SegmentationScoring.METRICS;
  }

  @Override
  public List<Metric<?>> defaultMetrics(SegmentationConfig config) {
    return metrics().stream().filter(metric -> isDefault(metric, config)).toList();
  }

  private static boolean isDefault(Metric<?> metric, SegmentationConfig config) {
    if (metric.counting().equals(BoundaryIou.COUNTING)) {
      return config.boundaryIou();
    }
    if (metric.counting().equals(Calibration.COUNTING)) {
      return config.calibration();
    }
    return metric.isUsual();
  }

  @Override
  public List<Metric<?>> headline() {
    return SegmentationScoring.HEADLINE;
  }

  @Override
  public MetricRules rules(SegmentationConfig config) {
    return config.classes().rules();
  }

  @Override
  public List<PixelClasses> samples(
      BatchTargets targets, NDArray logits, DatasetSpec dataset, SegmentationConfig config) {
    int[] predicted = PredictedClasses.of(logits);
    int[] labels = LabelMapBatch.of(targets).labels();
    Supplier<float[]> confidence = new Once(() -> PredictedClasses.confidence(logits));
    Supplier<float[]> all = new Once(() -> PredictedClasses.probabilities(logits));
    int height = targets.height();
    int width = targets.width();
    return IntStream.range(0, targets.samples())
        .mapToObj(
            i ->
                new PixelClasses(
                    predicted, labels, confidence, all, i * height * width, height, width))
        .toList();
  }

  @Override
  public String describeLogits(DatasetSpec dataset) {
    return Task.logitsOf("classes", dataset);
  }

  @Override
  public String pythonPrediction(String call, DatasetSpec dataset) {
    return String.format(Locale.ROOT, "classes = %s.argmax(1)", call);
  }

  /** Computes the numbers of a batch when they are first asked for. */
  private static final class Once implements Supplier<float[]> {
    private final Supplier<float[]> source;
    private float[] numbers = {};

    Once(Supplier<float[]> source) {
      this.source = source;
    }

    @Override
    public float[] get() {
      if (numbers.length == 0) {
        numbers = source.get();
      }
      return numbers;
    }
  }
}
