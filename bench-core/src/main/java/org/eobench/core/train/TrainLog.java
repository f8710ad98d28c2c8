package org.eobench.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eobench.core.metrics.Metric;
import org.eobench.core.metrics.Scores;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.progress.TrainingStep;

/** Reports training progress to the user and to {@code metrics.jsonl}. */
final class TrainLog {
  /** A share of waiting that is worth a hint. */
  private static final double MUCH = 0.2;

  private final MetricLog metrics;
  private final ProgressListener progress;
  private final List<Metric<?>> headline;
  private final Predicate<TrainState> due;
  private final int epochs;
  private final int batches;
  private final Pace pace;
  private ProgressListener.Bar bar = ProgressListener.silent().bar("", 0);

  /**
   * @param due whether a step is logged, by the state after it
   * @param steps number of steps of the training
   */
  TrainLog(
      MetricLog metrics,
      ProgressListener progress,
      List<Metric<?>> headline,
      Predicate<TrainState> due,
      int steps,
      int epochs,
      int batches) {
    this.metrics = metrics;
    this.progress = progress;
    this.headline = headline;
    this.due = due;
    this.epochs = epochs;
    this.batches = batches;
    this.pace = new Pace(steps, System.nanoTime());
  }

  /** The length of {@code metrics.jsonl} in bytes. */
  long length() {
    return metrics.length();
  }

  void epochBegins(TrainState state) {
    bar =
        progress.bar(String.format(Locale.ROOT, "epoch %d/%d", state.epoch() + 1, epochs), batches);
  }

  void epochEnds() {
    bar.close();
  }

  /**
   * Reports a step.
   *
   * @param state state after the step
   */
  void step(TrainState state, double loss, double learningRate, int batchSize) {
    pace.step(batchSize);
    long now = System.nanoTime();
    double mean = state.meanLoss();
    double speed = pace.samplesPerSecond(now);
    String detail =
        String.format(
            Locale.ROOT,
            "loss %.4f (mean %.4f)  lr %.3e  %.1f samples/s  %s left",
            loss,
            mean,
            learningRate,
            speed,
            pace.timeLeft(state.iteration(), now));
    bar.to(state.batch(), detail);
    progress.step(
        new TrainingStep(
            state.epoch() + 1,
            epochs,
            state.batch(),
            batches,
            state.iteration(),
            loss,
            mean,
            learningRate,
            speed));
    if (due.test(state)) {
      bar.note(
          String.format(
              Locale.ROOT,
              "epoch %d/%d  %d/%d  %s",
              state.epoch() + 1,
              epochs,
              state.batch(),
              batches,
              detail));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", "train");
      fields.put("epoch", state.epoch() + 1);
      fields.put("iteration", state.iteration());
      fields.put("loss", loss);
      fields.put("loss_mean", mean);
      fields.put("lr", learningRate);
      fields.put("samples_per_second", speed);
      metrics.append(fields);
    }
  }

  /** Reports a batch that was skipped because it has no valid target. */
  void skipped(TrainState state) {
    bar.to(state.batch(), "skipped: this batch has no valid target");
  }

  /** Warns once per epoch if batches were skipped. */
  void leftOut(TrainState state) {
    int left = state.skippedInEpoch();
    if (left == 0) {
      return;
    }
    progress.message(
        String.format(
            Locale.ROOT,
            "epoch %d/%d  %d of %d batches skipped: they have no valid target",
            state.epoch() + 1,
            epochs,
            left,
            batches));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "left_out");
    fields.put("epoch", state.epoch() + 1);
    fields.put("iteration", state.iteration());
    fields.put("batches", left);
    fields.put("batches_since_start", state.skipped());
    metrics.append(fields);
  }

  /**
   * Reports the end of the training, and why it came early if it did.
   *
   * @param waitedNanos how long it waited for samples
   * @return the share of the training, without validations, that it waited
   */
  double trained(TrainState state, Metric<?> best, long waitedNanos) {
    if (state.epoch() < epochs) {
      progress.message(
          String.format(
              Locale.ROOT,
              "the training ended after epoch %d of %d: no better %s since epoch %d"
                  + " (task.trainer.early_stopping)",
              state.epoch(),
              epochs,
              best.key(),
              state.bestEpoch()));
    }
    double share = pace.share(waitedNanos, System.nanoTime());
    progress.message(
        String.format(
            Locale.ROOT,
            "waiting for samples took %.0f %% of the training%s",
            100 * share,
            share < MUCH ? "" : "; more num_workers may help where the machine has idle cores"));
    return share;
  }

  /** Reports a validation that took {@code nanos}. */
  void validated(TrainState state, Scores scores, boolean best, long nanos) {
    pace.pause(nanos);
    progress.message(
        String.format(
            Locale.ROOT,
            "validation after %d epochs: %s%s",
            state.epoch(),
            headline(scores),
            best ? "  (best so far)" : ""));
    progress.validated(state.epoch(), scores.values(), best);
    Map<String, Object> fields = MetricLog.scores("val", scores);
    fields.put("epoch", state.epoch());
    fields.put("iteration", state.iteration());
    fields.put("best", best);
    metrics.append(fields);
  }

  private String headline(Scores scores) {
    return headline.stream()
        .map(metric -> metric.text(scores.value(metric.key())))
        .collect(Collectors.joining("  "));
  }
}
