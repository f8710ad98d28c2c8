package org.eobench.pretrain.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.progress.TrainingStep;
import org.eobench.core.train.MetricLog;
import org.eobench.core.train.Pace;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.method.StepReport;
import org.eobench.pretrain.probe.Probes.Probed;

/** Reports the progress of a pretraining to the user and to {@code metrics.jsonl}. */
final class PretrainLog {
  private final MetricLog metrics;
  private final ProgressListener progress;
  private final RunLength length;
  private final int interval;
  private final Pace pace;
  private ProgressListener.Bar bar = ProgressListener.silent().bar("", 0);

  /**
   * @param interval iterations between two lines
   */
  PretrainLog(MetricLog metrics, ProgressListener progress, RunLength length, int interval) {
    this.metrics = metrics;
    this.progress = progress;
    this.length = length;
    this.interval = interval;
    this.pace = new Pace(length.steps(), System.nanoTime());
  }

  /** The length of {@code metrics.jsonl} in bytes. */
  long length() {
    return metrics.length();
  }

  /** Begins an epoch, counted from 1. */
  void epochBegins(int epoch) {
    bar.close();
    bar =
        progress.bar(
            String.format(Locale.ROOT, "epoch %d/%d", epoch, length.epochs()),
            length.stepsPerEpoch());
  }

  /** Ends the current epoch. */
  void epochEnds() {
    bar.close();
  }

  /**
   * Reports a step.
   *
   * @param state state after the step
   */
  void step(PretrainState state, StepReport report) {
    pace.step(length.samplesPerStep());
    long now = System.nanoTime();
    int epoch = (state.iteration() - 1) / length.stepsPerEpoch() + 1;
    int step = (state.iteration() - 1) % length.stepsPerEpoch() + 1;
    double mean = state.meanLoss(length.stepsPerEpoch());
    double lr = report.schedules().getOrDefault("lr", Double.NaN);
    double speed = pace.samplesPerSecond(now);
    String detail =
        String.format(
            Locale.ROOT,
            "loss %.4f (mean %.4f)  %s  lr %.3e  %.1f samples/s  %s left",
            report.loss(),
            mean,
            terms(report.losses()),
            lr,
            speed,
            pace.timeLeft(state.iteration(), now));
    bar.to(step, detail);
    progress.step(
        new TrainingStep(
            epoch,
            length.epochs(),
            step,
            length.stepsPerEpoch(),
            state.iteration(),
            report.loss(),
            mean,
            lr,
            speed));
    if (state.iteration() % interval == 0 || step == length.stepsPerEpoch()) {
      bar.note(
          String.format(
              Locale.ROOT,
              "epoch %d/%d  %d/%d  %s",
              epoch,
              length.epochs(),
              step,
              length.stepsPerEpoch(),
              detail));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", "train");
      fields.put("epoch", epoch);
      fields.put("iteration", state.iteration());
      fields.put("loss", report.loss());
      fields.put("loss_mean", mean);
      fields.putAll(report.schedules());
      fields.put("losses", report.losses());
      fields.put("gradient_norms", report.gradientNorms());
      fields.put("samples_per_second", speed);
      metrics.append(fields);
    }
  }

  private static String terms(Map<String, Double> losses) {
    return losses.entrySet().stream()
        .map(loss -> String.format(Locale.ROOT, "%s %.3f", loss.getKey(), loss.getValue()))
        .collect(Collectors.joining(" "));
  }

  /**
   * Reports probes.
   *
   * @param nanos how long they took
   */
  void probed(int iteration, List<Probed> probes, long nanos) {
    pace.pause(nanos);
    if (probes.isEmpty()) {
      return;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", "probe");
    fields.put("epoch", iteration / length.stepsPerEpoch());
    fields.put("iteration", iteration);
    probes.forEach(probe -> fields.put(probe.name(), probe.scores().fields()));
    metrics.append(fields);
  }

  /**
   * Reports the end.
   *
   * @param waitedNanos how long it waited for samples
   * @return the share of the training, without probes, that it waited
   */
  double ended(long waitedNanos) {
    double share = pace.share(waitedNanos, System.nanoTime());
    progress.message(
        String.format(
            Locale.ROOT, "waiting for samples took %.0f %% of the pretraining", 100 * share));
    return share;
  }
}
