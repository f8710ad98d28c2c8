package org.eobench.cli.verbs;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.bench.Bench;
import org.eobench.bench.PreparedRun;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.plugins.FinishedRun;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.run.predictions.PredictionsReport;
import org.eobench.core.run.predictions.PredictionsRequest;
import org.jspecify.annotations.Nullable;

/** {@code predict}: the predictions of a finished run as files: of its data set, or of scenes. */
final class PredictVerb implements Verb {
  private static final String OUT = "out";
  private static final String SPLIT = "split";
  private static final String SAMPLES = "samples";
  private static final List<String> OF_SAMPLES = List.of(OUT, SPLIT, SAMPLES);

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public String arguments() {
    return "RUN_DIR [INPUT... OUTPUT] [OVERRIDES]";
  }

  @Override
  public String summary() {
    return "write the predicted maps of a finished run, of its data set or of scenes of any size";
  }

  @Override
  public String details() {
    return """
    Without INPUT, files of each sample of the data set
      NAME_classes.tif        the most likely class of each pixel
      NAME_probabilities.tif  the probability of each class, one band for each
      NAME_values.tif         of a regression, the value of each pixel
      NAME_side_by_side.png   target and prediction
    metrics.json has the scores of all samples.

    INPUT is a scene of any size: a GeoTIFF, a VRT, a STAC item (JSON) with local assets, or a folder
    of GeoTIFFs and VRTs. OUTPUT is a .tif, or a folder for several scenes. It is a Cloud Optimized
    GeoTIFF of the classes, or of the values of a regression. A command that was ended goes on where
    it was when it is given again.

    Options for samples
      --split NAME   val or test (default test)
      --samples N    files of the first N samples only (default all)
      --out FOLDER   (default RUN_DIR/predictions)

    Options for scenes
      --outputs LIST        of classes, probabilities, confidence, uncertainty, margin; or values
                            (default classes or values)
      --dtype TYPE          float32, or uint8 with a scale of 1/254, for all but classes and values
      --windows KIND        even (as the evaluator places them) or lattice (at the same places of the
                            map in every scene) (default even)
      --input MODALITY=FILE[@DATE]  in place of INPUT, for each modality and date of one scene
      --date DATE           when scenes were taken, such as 2024-06-01
      --bands [MODALITY=]NAME,…     bands of the files, if they are not those of the data set
      --band-names BAND=NAME,…      what a STAC item calls bands of the data set
      --jobs N              predict N scenes at a time, each in a process with its share of the cores
      --part K/N            every N-th scene from the K-th on, for several machines
      --force               replace existing files, and unfinished ones with other settings
    """
        + SceneOutputs.HELP
        + """

        Examples
          java -jar bench.jar predict RUN_DIR
          java -jar bench.jar predict RUN_DIR --split val --samples 3
          java -jar bench.jar predict RUN_DIR scene.tif map.tif --outputs classes,confidence
        """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags =
        Flags.of(
            invocation.words(),
            Stream.of(OF_SAMPLES, SceneWords.VALUED, SceneOutputs.FLAGS)
                .flatMap(List::stream)
                .toList(),
            SceneWords.BARE);
    List<String> words = flags.words(this);
    if (words.isEmpty() || words.get(0).contains("=") || words.get(0).startsWith("-")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("Usage", "predict requires a run directory")
              .at(String.join(" ", words))
              .expecting("java -jar bench.jar predict RUN_DIR"));
    }
    List<List<String>> rest = SceneWords.split(words.subList(1, words.size()));
    List<String> paths = rest.get(1);
    boolean scenes = !paths.isEmpty() || flags.has(SceneWords.INPUT);
    if (scenes) {
      requireNoSamples(flags);
    } else {
      SceneWords.requireNone(flags);
    }
    SceneWords asked = scenes ? SceneWords.of(flags, paths) : null;
    SceneOutputs more = SceneOutputs.of(flags);
    PredictionsRequest samples = scenes ? null : request(flags, words.get(0));
    int jobs = SceneJobs.count(flags);
    if (jobs > 1) {
      return SceneJobs.run(invocation, jobs);
    }
    Composition composition = FinishedRun.compose(words.get(0), rest.get(0), invocation.plugins());
    try (Bench bench = invocation.bench(ConsoleProgress.ofProcess())) {
      PreparedRun run = bench.prepare(composition);
      invocation.interruption().onStop(run::cancel);
      if (asked != null) {
        new PredictedScenes(asked, more, invocation.out()).write(run);
      } else if (samples != null) {
        write(run, samples, invocation.out());
      }
    }
    return ExitCode.OK;
  }

  private static void requireNoSamples(Flags flags) {
    for (String flag : OF_SAMPLES) {
      if (flags.has(flag)) {
        throw new BenchException(
            ExitCode.USAGE,
            Problem.of("FlagAlone", "--" + flag + " is for samples of the data set, not for scenes")
                .at("--" + flag)
                .next("remove it, or name no scene"));
      }
    }
  }

  private static PredictionsRequest request(Flags flags, String run) {
    String out = flags.value(OUT);
    Path folder = out == null ? Path.of(run).resolve("predictions") : Path.of(out);
    return new PredictionsRequest(split(flags.value(SPLIT)), samples(flags.value(SAMPLES)), folder);
  }

  private static void write(PreparedRun run, PredictionsRequest asked, PrintStream out) {
    PredictionsReport report = run.predictions(asked);
    report.scores().forEach((key, value) -> out.printf(Locale.ROOT, "%-24s %.4f%n", key, value));
    out.printf(
        Locale.ROOT,
        "%d files and %s of %d samples of %s are in %s%n",
        report.files().size(),
        PredictionsRequest.METRICS,
        report.samples(),
        report.split(),
        asked.folder());
  }

  private static Split split(@Nullable String name) {
    String wanted = name == null ? Split.TEST.key() : name;
    // Training images are cropped at random.
    List<Split> whole = List.of(Split.VAL, Split.TEST);
    List<String> known = whole.stream().map(Split::key).toList();
    return whole.stream()
        .filter(split -> split.key().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    ExitCode.USAGE,
                    Problem.of("UnknownSplit", "predict takes no split " + wanted)
                        .at("--" + SPLIT)
                        .expecting(Suggest.sentence(wanted, known))));
  }

  private static int samples(@Nullable String text) {
    if (text == null) {
      return Integer.MAX_VALUE;
    }
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "--" + SAMPLES + " requires a whole number above 0, not " + text)
              .next("leave --" + SAMPLES + " out for all samples"));
    }
    return Integer.parseInt(text);
  }
}
