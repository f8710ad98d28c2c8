package org.eobench.core.run.predictions;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.OutputFolder;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.metrics.Scores;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.LoadedRun;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.jspecify.annotations.Nullable;

/** Predicts a split with the model of a finished run, and writes maps, pictures and scores. */
public final class Predictions {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Components components;
  private final ProgressListener progress;
  private final StopSignal stop;

  public Predictions(Components components, ProgressListener progress, StopSignal stop) {
    this.components = components;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Predicts.
   *
   * @param request the configuration of the run, with its directory as {@code ckpt_dir}
   * @throws BenchException if the run has no checkpoint, its task has no maps, or the folder cannot
   *     be written
   */
  public PredictionsReport run(RunRequest request, PredictionsRequest asked) {
    Plan plan = Plan.read(request, components);
    requireMaps(plan);
    try (ComputeDevice device = plan.openDevice()) {
      LoadedRun run = new LoadedRun(plan, request, device.manager(), progress);
      DatasetSpec spec = run.spec();
      OutputFolder.create(asked.folder(), "predictions", "--out FOLDER");
      SampleFiles files = new SampleFiles(spec, asked);
      Scores scores;
      try (DataLoader loader = run.loader(asked.split(), plan.config().testBatchSize());
          ProgressListener.Bar bar = progress.bar("predict", loader.batches())) {
        int[] done = {0};
        scores =
            run.evaluate(
                loader,
                (batch, logits) -> {
                  bar.to(++done[0], "");
                  stop.throwIfRequested(run.directory());
                },
                files);
      }
      PredictionsReport report =
          new PredictionsReport(
              run.record().name(),
              asked.split().key(),
              scores.samples().size(),
              scores.values(),
              files.files());
      write(report, spec.classes(), asked);
      return report;
    }
  }

  static void requireMaps(Plan plan) {
    if (!plan.task().kind().dense()) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoMaps", "predictions of " + plan.task().kind().key() + " are no maps")
              .at("task.kind")
              .expecting("a run with a prediction for each pixel")
              .next(
                  "read the predictions of single images in gallery/gallery.json of the run:"
                      + " `gallery=100` keeps up to 300"));
    }
  }

  private static void write(
      PredictionsReport report, List<String> classes, PredictionsRequest asked) {
    Map<String, @Nullable Object> scores = new LinkedHashMap<>();
    report.scores().forEach((key, value) -> scores.put(key, value.isNaN() ? null : value));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("run", report.run());
    json.put("split", report.split());
    json.put("samples", report.samples());
    json.put("classes", classes);
    json.put("scores", scores);
    AtomicFile.write(
        asked.folder().resolve(PredictionsRequest.METRICS),
        out -> out.write(JSON.writeValueAsBytes(json)));
  }
}
