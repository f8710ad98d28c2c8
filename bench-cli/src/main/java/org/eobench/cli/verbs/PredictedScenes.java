package org.eobench.cli.verbs;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eobench.bench.PreparedRun;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.run.LoadedRun;
import org.eobench.core.run.scene.SceneOutput;
import org.eobench.core.run.scene.ScenePrediction;
import org.eobench.core.run.scene.SceneReport;
import org.eobench.datasets.scene.RasterScene;
import org.eobench.datasets.scene.SceneList;
import org.eobench.datasets.scene.SceneRules;
import org.eobench.datasets.scene.SceneSpec;

/** Predicts the scenes that {@code predict} was given, one after another. */
final class PredictedScenes {
  private static final double PERCENT = 100;

  private final SceneWords words;
  private final SceneOutputs more;
  private final PrintStream out;

  /**
   * @param more what else is written of one scene
   */
  PredictedScenes(SceneWords words, SceneOutputs more, PrintStream out) {
    this.words = words;
    this.more = more;
    this.out = out;
  }

  void write(PreparedRun run) {
    run.withScenes(
        words.options(),
        prediction -> {
          SceneRules rules = SceneRules.of(prediction.run(), words.bands());
          List<SceneSpec> scenes =
              words.files().isEmpty()
                  ? SceneList.of(words.inputs(), rules, words.time(), words.bandNames())
                  : List.of(SceneList.of(words.files(), rules));
          requireFor(prediction.run(), scenes.size());
          for (SceneSpec scene : words.part().of(scenes)) {
            Path file = words.fileOf(scene.id(), scenes.size());
            SceneReport report = write(prediction, scene, rules, file);
            say(report);
            writeMore(prediction.run(), report);
          }
          return scenes;
        });
  }

  /** Refuses, before anything is computed, what there will be nothing to write of. */
  private void requireFor(LoadedRun run, int scenes) {
    boolean classes = run.plan().task().kind().classes();
    if (!classes) {
      more.requireNoPolygons();
    }
    String base = classes ? SceneOutput.CLASSES.key() : SceneOutput.VALUES.key();
    List<SceneOutput> outputs = words.options().outputs();
    boolean written =
        outputs.isEmpty() || outputs.stream().anyMatch(output -> output.key().equals(base));
    if (more.isAny() && (scenes > 1 || !written)) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of(
                  "FlagAlone",
                  written
                      ? String.format(
                          Locale.ROOT, "polygons and pictures are of one scene, not of %d", scenes)
                      : "polygons and pictures are of the " + base + ", which are no output")
              .at("--polygons and --quicklook")
              .next(
                  written
                      ? "predict each of these scenes in a call of its own"
                      : "add " + base + " to --outputs"));
    }
  }

  private void writeMore(LoadedRun run, SceneReport report) {
    Path classes = report.files().get(SceneOutput.CLASSES.key());
    Path values = report.files().get(SceneOutput.VALUES.key());
    if (more.isAny() && classes != null) {
      Path confidence = report.files().get(SceneOutput.CONFIDENCE.key());
      more.ofClasses(classes, confidence, run.spec().classes(), out::println);
    } else if (more.isAny() && values != null) {
      DatasetSpec spec = run.spec();
      String unit = spec.quantity().unit();
      String title = spec.classes().get(0) + (unit.isEmpty() ? "" : " in " + unit);
      more.ofValues(values, title, out::println);
    }
  }

  private SceneReport write(
      ScenePrediction prediction, SceneSpec scene, SceneRules rules, Path file) {
    try (RasterScene source = new RasterScene(scene, rules)) {
      more.requireFor(source.grid(), file);
      return prediction.write(source, file, words.force());
    }
  }

  private void say(SceneReport report) {
    if (report.blocksResumed() == SceneReport.ALL_BLOCKS) {
      out.println(report.scene() + ": the files are there already, from the same settings");
    }
    report.remarks().forEach(remark -> out.println("note: " + remark));
    long all = (long) report.width() * report.height();
    out.printf(
        Locale.ROOT,
        "%s: %d x %d pixels, %.1f %% without data%s%n",
        report.scene(),
        report.height(),
        report.width(),
        PERCENT * report.empty() / all,
        report.blocksResumed() > 0
            ? String.format(
                Locale.ROOT, "; %d blocks were there from before", report.blocksResumed())
            : "");
    long valid = Math.max(1, all - report.empty());
    report
        .classes()
        .forEach(
            (name, pixels) ->
                out.printf(Locale.ROOT, "  %-24s %6.2f %%%n", name, PERCENT * pixels / valid));
    out.println(
        report.files().entrySet().stream()
            .map(file -> file.getKey() + " in " + file.getValue())
            .collect(Collectors.joining(", ")));
  }
}
