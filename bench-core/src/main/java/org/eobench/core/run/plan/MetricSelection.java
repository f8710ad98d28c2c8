package org.eobench.core.run.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.error.Suggest;
import org.eobench.core.eval.EvaluatorConfig;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.task.classification.ClassificationScoring;
import org.eobench.core.task.multilabel.MultiLabelScoring;
import org.eobench.core.task.regression.RegressionScoring;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.jspecify.annotations.Nullable;

/** Finds the metrics that a configuration names. */
final class MetricSelection {
  private static final String METRICS = "task.evaluator.metrics";
  private static final String BEST = "task.trainer.best_metric_key";
  private static final String BOUNDARY_IOU = "boundary_IoU";

  private final ConfigNode root;
  private final TaskKind task;
  private final Set<Metric<?>> plugged;
  private final Problems problems;

  /**
   * @param plugged metrics of plug-ins, of any task
   */
  MetricSelection(ConfigNode root, TaskKind task, Set<Metric<?>> plugged, Problems problems) {
    this.root = root;
    this.task = task;
    this.plugged = plugged;
    this.problems = problems;
  }

  /** The metrics, or null where one is not known. */
  @Nullable ChosenMetrics read(TaskConfig config) {
    EvaluatorConfig evaluator = config.evaluator();
    List<String> listed = evaluator.metrics();
    List<Metric<?>> added = new ArrayList<>();
    if (evaluator.boundaryIou()) {
      add(BOUNDARY_IOU, "task.evaluator.boundary_iou", added);
    }
    if (listed != null) {
      listed.forEach(key -> add(key, METRICS, added));
    }
    Predicate<Metric<?>> usual = Metric::isUsual;
    usual = evaluator.calibration() ? usual : usual.and(MetricSelection::needsNoConfidence);
    List<Metric<?>> asked =
        listed == null ? own(task).stream().filter(usual.or(added::contains)).toList() : added;
    List<Metric<?>> best = new ArrayList<>();
    add(config.trainer().bestMetricKey(), BEST, best);
    if (best.isEmpty()) {
      return null;
    }
    return listed == null
        ? ChosenMetrics.usual(asked, headline(), best.get(0))
        : ChosenMetrics.listed(asked, best.get(0));
  }

  private void add(String key, String path, List<Metric<?>> found) {
    Map<String, Metric<?>> known = known(task);
    Metric<?> metric = known.get(key);
    if (metric == null) {
      problems.add(unknown(key, path, known));
    } else {
      found.add(metric);
    }
  }

  private Problem unknown(String key, String path, Map<String, Metric<?>> known) {
    List<String> others =
        Stream.of(TaskKind.values())
            .filter(other -> known(other).containsKey(key))
            .map(TaskKind::key)
            .toList();
    String what =
        others.isEmpty()
            ? path + ": " + key + " is not a metric of " + task.key()
            : String.format(
                Locale.ROOT,
                "%s: %s is a metric of %s, not of %s",
                path,
                key,
                String.join(" and ", others),
                task.key());
    ConfigNode node = root.select(path);
    Problem problem =
        Problem.of("UnknownMetric", what)
            .expecting(
                others.isEmpty()
                    ? Suggest.sentence(key, known.keySet())
                    : Suggest.known(key, known.keySet(), ""));
    return node == null ? problem : problem.at(node.origin().place());
  }

  private static boolean needsNoConfidence(Metric<?> metric) {
    return !metric.counting().equals(Calibration.COUNTING);
  }

  /** The metrics of a task and those that plug-ins add to it, by key. */
  private Map<String, Metric<?>> known(TaskKind kind) {
    Map<String, Metric<?>> known = new LinkedHashMap<>();
    own(kind).forEach(metric -> known.put(metric.key(), metric));
    Class<?> sample = own(kind).get(0).counting().sample();
    plugged.stream()
        .filter(metric -> metric.counting().sample().equals(sample))
        .forEach(metric -> known.putIfAbsent(metric.key(), metric));
    return known;
  }

  private static List<Metric<?>> own(TaskKind kind) {
    return switch (kind) {
      case SEGMENTATION, CHANGE_DETECTION -> SegmentationScoring.METRICS;
      case REGRESSION -> RegressionScoring.METRICS;
      case CLASSIFICATION -> ClassificationScoring.METRICS;
      case MULTI_LABEL_CLASSIFICATION -> MultiLabelScoring.METRICS;
    };
  }

  private List<Metric<?>> headline() {
    return switch (task) {
      case SEGMENTATION, CHANGE_DETECTION -> SegmentationScoring.HEADLINE;
      default -> own(task).subList(0, 3);
    };
  }
}
