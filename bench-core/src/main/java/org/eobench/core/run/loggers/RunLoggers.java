package org.eobench.core.run.loggers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.eval.PredictionSink;
import org.eobench.core.logger.LogLine;
import org.eobench.core.logger.LoggedPicture;
import org.eobench.core.logger.LoggedRun;
import org.eobench.core.logger.LoggerFactory;
import org.eobench.core.logger.RunLogger;
import org.eobench.core.logger.RunLogger.Ending;
import org.eobench.core.logger.RunStart;
import org.eobench.core.metrics.Scores;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.results.ConfusionCsv;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.run.gallery.SampleMaps;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.task.ConfiguredTask;
import org.jspecify.annotations.Nullable;

/** The loggers of a run. */
public final class RunLoggers {
  /** No logger. */
  public static final RunLoggers NONE = new RunLoggers(List.of());

  private static final int SAMPLES = 4;

  private final List<RunLogger> loggers;

  private RunLoggers(List<RunLogger> loggers) {
    this.loggers = loggers;
  }

  /**
   * Checks that all loggers can work.
   *
   * @throws org.eobench.core.error.BenchException if one lacks a setting
   */
  public static void require(Plan plan) {
    plan.loggers().forEach(LoggerFactory::require);
  }

  public static RunLoggers of(
      Plan plan, RunRequest request, RunDirectory directory, ProgressListener progress) {
    return of(plan.loggers(), request, directory, progress);
  }

  /** The loggers of a run that may be no training of a model. */
  public static RunLoggers of(
      List<LoggerFactory> factories,
      RunRequest request,
      RunDirectory directory,
      ProgressListener progress) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Fingerprint.kept(request.config()).forEach((key, value) -> flatten(key, value, parameters));
    RunRecord record = directory.record();
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("eobench.fingerprint", record.fingerprint());
    tags.put("eobench.protocol", record.protocol());
    record.choices().forEach((group, option) -> tags.put("eobench." + group, option));
    LoggedRun run =
        new LoggedRun(directory.path(), record.name(), parameters, tags, progress::message);
    return new RunLoggers(factories.stream().map(factory -> factory.create(run)).toList());
  }

  private static void flatten(String key, @Nullable Object value, Map<String, String> flat) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> flatten(key + "." + name, inner, flat));
    } else {
      flat.put(key, String.valueOf(value));
    }
  }

  public void begin(RunStart start) {
    loggers.forEach(logger -> logger.begin(start));
  }

  public void line(LogLine line) {
    loggers.forEach(logger -> logger.line(line));
  }

  /** Whether any logger shows pictures. */
  public boolean showPictures() {
    return loggers.stream().anyMatch(RunLogger::showsPictures);
  }

  /**
   * Shows a picture.
   *
   * @param picture makes it, if a logger shows it
   */
  public void picture(String tag, Supplier<LoggedPicture> picture) {
    if (showPictures()) {
      LoggedPicture made = picture.get();
      loggers.stream()
          .filter(RunLogger::showsPictures)
          .forEach(logger -> logger.picture(tag, made));
    }
  }

  /**
   * Shows the confusion matrix of an evaluation, if its task has one.
   *
   * @param split such as {@code val}
   */
  public void confusion(String split, Scores scores) {
    ConfusionCsv.of(scores)
        .ifPresent(matrix -> picture(split + "/confusion", () -> LoggedPicture.of(matrix)));
  }

  /**
   * Shows target and prediction of the first samples of an evaluation, if they are maps.
   *
   * @param split such as {@code val}
   * @return what the evaluation shows its batches to
   */
  public PredictionSink samples(String split, ConfiguredTask<?, ?> task, DatasetSpec spec) {
    if (!showPictures() || !task.kind().dense()) {
      return PredictionSink.NONE;
    }
    AtomicInteger shown = new AtomicInteger();
    return (batch, logits) -> {
      if (shown.get() < SAMPLES) {
        for (Object sample : task.samples(batch.targets(), logits, spec)) {
          if (shown.get() < SAMPLES) {
            SampleMaps.of(sample, batch.targets().height(), batch.targets().width(), spec)
                .ifPresent(
                    made -> picture(split + "/sample_" + shown.incrementAndGet(), () -> made));
          }
        }
      }
    };
  }

  public void end(RunState reached) {
    Ending how =
        switch (reached) {
          case COMPLETE -> Ending.COMPLETE;
          case INTERRUPTED -> Ending.INTERRUPTED;
          default -> Ending.FAILED;
        };
    loggers.forEach(logger -> logger.end(how));
  }
}
