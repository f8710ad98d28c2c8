package org.eobench.core.run.calibrate;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.eval.Scorer;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.loader.Batch;
import org.eobench.core.metrics.ChosenMetrics;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.Scores;
import org.eobench.core.metrics.images.ImageUncertainty;
import org.eobench.core.metrics.pixels.Calibration;
import org.eobench.core.metrics.uncertainty.Conformal;
import org.eobench.core.metrics.uncertainty.Temperature;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.LoadedRun;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.segmentation.Segmentation;

/**
 * Calibrates runs: everything is fitted to the validation split, and scored on the test split. The
 * predictions of a split are never in memory at once; the splits are predicted again instead.
 */
public final class Calibrate {
  /** The file in the run directory. */
  public static final String FILE = "calibrated.json";

  private static final List<String> METRICS =
      List.of("ECE", "MCE", "adaptive_ECE", "classwise_ECE", "NLL", "Brier", "AURC", "excess_AURC");

  private final Components components;
  private final ProgressListener progress;

  public Calibrate(Components components, ProgressListener progress) {
    this.components = components;
    this.progress = progress;
  }

  /**
   * Calibrates, and writes the result.
   *
   * @param requests configurations of runs, each with its directory as {@code ckpt_dir}; of several
   *     runs, the mean of the probabilities is calibrated as well
   * @throws BenchException if the task has no classes, the runs do not predict the same samples, or
   *     something is missing
   */
  public CalibrationResult run(List<RunRequest> requests, CalibrationOptions options) {
    List<Plan> plans = requests.stream().map(one -> Plan.read(one, components)).toList();
    plans.forEach(Calibrate::requireClasses);
    requireOnce(plans);
    try (ComputeDevice device = plans.get(0).openDevice()) {
      List<LoadedRun> runs = new ArrayList<>();
      for (int i = 0; i < plans.size(); i++) {
        LoadedRun run = new LoadedRun(plans.get(i), requests.get(i), device.manager(), progress);
        runs.add(run);
        requireSameData(runs.get(0), run);
      }
      Ensemble models = new Ensemble(runs, device.manager(), progress);
      return calibrated(runs, models, options);
    }
  }

  private CalibrationResult calibrated(
      List<LoadedRun> runs, Ensemble models, CalibrationOptions options) {
    LoadedRun first = runs.get(0);
    DatasetSpec spec = first.spec();
    List<String> names = models.names();
    int last = names.size() - 1;
    List<DrawnPoints> points = new ArrayList<>();
    int ofSplit;
    try (var validation = first.loader(Split.VAL, 1)) {
      ofSplit = validation.samples().size();
    }
    for (int i = 0; i <= last; i++) {
      points.add(new DrawnPoints(ofSplit, spec.ignoreIndex(), first.plan().config().seed()));
    }
    int validated =
        models.predict(
            Split.VAL,
            "temperature",
            (batch, logits) -> {
              for (int i = 0; i <= last; i++) {
                points.get(i).add(LogitBatch.of(batch, logits.get(i)));
              }
            });
    List<Temperature> temperatures = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      temperatures.add(fitted(points.get(i), names.get(i), first));
    }
    ClassSets sets = new ClassSets(options.coverage(), spec.ignoreIndex());
    models.predict(
        Split.VAL,
        "sets of classes",
        (batch, logits) ->
            sets.calibrate(probabilities(batch, logits.get(last), temperatures.get(last))));
    sets.choose();
    Path file =
        options.out() == null ? first.directory().resolve(FILE) : options.out().toAbsolutePath();
    ConfidenceMaps maps =
        new ConfidenceMaps(Objects.requireNonNull(file.getParent()), options.maps());
    List<Scorer<?>> trained = scorers(first, names.size());
    List<Scorer<?>> scaled = scorers(first, names.size());
    int tested =
        models.predict(
            Split.TEST,
            "test",
            (batch, logits) -> {
              for (int i = 0; i <= last; i++) {
                trained.get(i).add(batch, logits.get(i));
                scaled.get(i).add(batch, logits.get(i).div(temperatures.get(i).value()));
              }
              LogitBatch of = probabilities(batch, logits.get(last), temperatures.get(last));
              sets.test(of);
              maps.add(of, batch.targets().height(), batch.targets().width());
            });
    List<CalibrationResult.Row> rows = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      rows.add(row(names.get(i), "as trained", 1, trained.get(i).scores()));
      rows.add(
          row(names.get(i), "calibrated", temperatures.get(i).value(), scaled.get(i).scores()));
    }
    warnOfFewSamples(sets.result());
    CalibrationResult result =
        new CalibrationResult(
            CalibrationResult.VERSION,
            runs.stream()
                .map(
                    run ->
                        new CalibrationResult.Run(
                            run.record().name(), run.record().fingerprint(), run.record().seed()))
                .toList(),
            spec.name(),
            spec.version(),
            spec.task().key(),
            first.plan().protocol(),
            validated,
            points.get(last).drawn().size(),
            tested,
            rows,
            sets.result(),
            maps.files());
    AtomicFile.write(file, result::write);
    progress.message("written: " + file);
    return result;
  }

  private static LogitBatch probabilities(Batch batch, NDArray logits, Temperature temperature) {
    return LogitBatch.of(batch, logits.div(temperature.value()).softmax(1));
  }

  private Temperature fitted(DrawnPoints points, String name, LoadedRun run) {
    if (points.drawn().isEmpty()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "NothingToScore", "the validation split has no label, so nothing can be fitted")
              .at(run.directory().toString())
              .expecting("labels in the validation split"));
    }
    Temperature temperature = Temperature.fit(points.drawn());
    progress.message(
        String.format(
            Locale.ROOT,
            "%s: temperature %.4g, negative log likelihood %.4f to %.4f on %,d %s of the validation"
                + " split%s",
            name,
            temperature.value(),
            temperature.before(),
            temperature.after(),
            points.drawn().size(),
            run.spec().task().dense() ? "pixels" : "images",
            temperature.bounded()
                ? "; warning: the optimum is beyond the bounds, as where every prediction is right"
                : ""));
    return temperature;
  }

  private void warnOfFewSamples(CalibrationResult.Sets sets) {
    if (sets.threshold() == null) {
      progress.message(
          String.format(
              Locale.ROOT,
              "warning: sets with a coverage of %s need at least %d labelled validation samples,"
                  + " and there are %d: every set holds every class",
              sets.coverage(),
              Conformal.fewest(1 - sets.coverage()),
              sets.calibratedOn()));
    }
  }

  private static List<Scorer<?>> scorers(LoadedRun run, int count) {
    Metric<?> best = run.plan().metrics().best();
    List<Metric<?>> metrics = new ArrayList<>();
    metrics.add(best);
    for (String key : METRICS) {
      run.plan().task().task().metrics().stream()
          .filter(metric -> metric.key().equals(key))
          .forEach(metrics::add);
    }
    List<Scorer<?>> scorers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scorers.add(new Scorer<>(run.plan().task(), run.spec(), ChosenMetrics.listed(metrics, best)));
    }
    return scorers;
  }

  private static CalibrationResult.Row row(
      String model, String kind, double temperature, Scores scores) {
    List<Calibration.Bin> bins =
        scores
            .of(Calibration.COUNTING)
            .or(() -> scores.of(ImageUncertainty.COUNTING).map(ImageUncertainty::calibration))
            .map(Calibration::bins)
            .orElse(List.of());
    return new CalibrationResult.Row(model, kind, temperature, scores.values(), bins);
  }

  private static void requireClasses(Plan plan) {
    Set<String> fit =
        Set.of(
            Segmentation.KIND.key(),
            Segmentation.CHANGE_DETECTION.key(),
            Classification.KIND.key());
    String task = plan.task().kind().key();
    if (!fit.contains(task)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoClasses", "calibration needs one class per pixel or image, not " + task)
              .at(String.valueOf(plan.config().ckptDir()))
              .expecting("a run of " + String.join(", ", new TreeSet<>(fit))));
    }
  }

  private static void requireOnce(List<Plan> plans) {
    Set<Path> seen = new HashSet<>();
    for (Plan plan : plans) {
      Path run = Objects.requireNonNull(plan.config().ckptDir()).toAbsolutePath().normalize();
      if (!seen.add(run)) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("SameRun", "a run is given twice, which would count twice in the mean")
                .at(run.toString())
                .expecting("each run once"));
      }
    }
  }

  private static void requireSameData(LoadedRun first, LoadedRun other) {
    DatasetSpec a = first.spec();
    DatasetSpec b = other.spec();
    if (!a.name().equals(b.name())
        || a.version() != b.version()
        || !a.classes().equals(b.classes())
        || !first.plan().protocol().equals(other.plan().protocol())
        || !first.plan().task().kind().equals(other.plan().task().kind())) {
      throw Ensemble.different(
          other,
          String.format(
              Locale.ROOT,
              "is of %s (version %d, %d classes, task %s, protocol %s), %s of %s (version %d, %d"
                  + " classes, task %s, protocol %s)",
              b.name(),
              b.version(),
              b.classes().size(),
              other.plan().task().kind().key(),
              other.plan().protocol(),
              first.record().name(),
              a.name(),
              a.version(),
              a.classes().size(),
              first.plan().task().kind().key(),
              first.plan().protocol()));
    }
  }
}
