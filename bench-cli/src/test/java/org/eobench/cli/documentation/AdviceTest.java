package org.eobench.cli.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.jar.ChipFiles;
import org.eobench.cli.process.Interruption;
import org.eobench.cli.verbs.Verbs;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Follows the advice of error messages: provokes a problem with a command line, takes what its text
 * says can be typed, types it, and demands that this problem is gone.
 */
class AdviceTest {
  private static final List<String> TINY =
      List.of(
          "check",
          "encoder=dofa_tiny",
          "encoder.input_size=32",
          "encoder.embed_dim=32",
          "decoder=seg_upernet_tiny",
          "decoder.channels=16",
          "dataset=quickstart",
          "dataset.img_size=64",
          "dataset.training_chips=5",
          "dataset.test_chips=2",
          "device=cpu",
          "batch_size=2");

  /** Stands for a folder of images that is made when the line is run. */
  private static final String CHIPS = "CHIPS-FOLDER";

  @TempDir private static Path folder;

  @BeforeAll
  static void writeChips() {
    ChipFiles.write(folder.resolve("chips"));
  }

  /**
   * A command line that is refused.
   *
   * @param id of the problem whose advice is followed
   * @param values what to write for words in capitals
   */
  record Case(String id, List<String> line, Map<String, String> values) {
    /** The tiny run with other arguments; one that begins with {@code !} takes a key away. */
    static Case of(String id, String... changes) {
      List<String> line = new ArrayList<>(TINY);
      for (String change : changes) {
        String key = change.replaceFirst("^[!+]*", "").replaceFirst("=.*", "");
        line.removeIf(word -> word.startsWith(key + "="));
        if (!change.startsWith("!")) {
          line.add(change);
        }
      }
      return new Case(id, line, Map.of());
    }

    /** Another command line. */
    static Case line(String id, String... words) {
      return new Case(id, List.of(words), Map.of());
    }

    Case with(String word, String value) {
      return new Case(id, line, Map.of(word, value));
    }

    @Override
    public String toString() {
      return id + ": " + String.join(" ", line.subList(1, line.size()));
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        // The command line
        Case.line("UnknownVerb", "lst"),
        Case.line("UnknownVerb", "help", "chek"),
        Case.line("Usage", "completion"),
        Case.line("Usage", "explain"),
        Case.line("UnknownKind", "list", "encodr"),
        Case.line("UnknownOption", "list", "encoder", "dofaa"),
        Case.of("FlagAlone", "--resolve"),
        Case.of("OverrideSyntax", "dataset.citation={id}_x.tif"),
        Case.of("SweepWithoutMultirun", "seed=1,2"),
        Case.of("UnknownPackage", "--cfg=job", "--package=seed"),
        // The configuration
        Case.of("UnknownOption", "encoder=dofaa"),
        Case.of("UnknownOption", "decoder=upernet"),
        Case.of("MissingChoice", "!encoder").with("NAME", "dofa_tiny"),
        Case.of("MissingChoice", "!dataset").with("NAME", "quickstart"),
        Case.of("UnknownKey", "sead=3"),
        Case.of("DeleteMissing", "~sead"),
        Case.of("UnknownKey", "dataset.data_min.radar=[0.5]"),
        Case.of("UnknownKey", "task.trainer.n_epoch=3"),
        Case.of("DuplicateGroup", "!dataset", "+dataset=quickstart"),
        Case.of("ForceAddGroup", "!dataset", "++dataset=quickstart"),
        Case.of("GroupValueType", "decoder=3"),
        Case.of("AppendExists", "+seed=3"),
        Case.of("MissingValue", "encoder.input_size=???").with("VALUE", "32"),
        Case.of("MissingKey", "~seed").with("VALUE", "3"),
        Case.of("UnknownEncoder", "encoder._target_=dofaa"),
        Case.of("WrongTask", "decoder=cls_linear", "!decoder.channels").with("NAME", "seg_linear"),
        Case.of("WrongTask", "dataset=quickstart_classification").with("NAME", "cls_linear"),
        Case.of("NoSuchGpu", "device=gpu:77"),
        // Files
        Case.of("MissingWeights", "encoder.encoder_weights=/nowhere/x.pth"),
        Case.of(
                "MissingData",
                "dataset=hlsburnscars",
                "!dataset.training_chips",
                "!dataset.test_chips",
                "dataset.root_path=/nowhere")
            .with("FOLDER", CHIPS),
        folder("MissingFile", "dataset.split.by=list"),
        folder("BandWithoutWavelength", "dataset.bands.optical=[Q1,Q2,Q3,Q4,Q5,Q6]")
            .with("MICROMETRES", "0.4,0.5,0.6,0.8,1.6,2.2"),
        // What does not fit together
        Case.of("TaskMismatch", "task=regression", "decoder=reg_upernet"),
        Case.of("SplitTooSmall", "batch_size=50"),
        Case.of("CropTooLarge", "encoder.input_size=128"),
        Case.of("ImageSize", "preprocessing.train=[{_target_: NormalizeMeanStd}]"),
        Case.of("DatesDoNotFit", "decoder=seg_siamupernet_diff"),
        Case.of("DatesDoNotFit", "dataset=quickstart_change", "decoder=seg_upernet_mt_none"),
        Case.of(
            "TooFewLevels", "decoder=seg_bnhead_ms", "!decoder.channels", "decoder.num_levels=9"));
  }

  /** The tiny run on the images of a folder. */
  private static Case folder(String id, String... more) {
    List<String> changes =
        new ArrayList<>(
            List.of(
                "!dataset.img_size",
                "!dataset.training_chips",
                "!dataset.test_chips",
                "dataset=folder",
                "dataset.root_path=" + CHIPS,
                "dataset.images.optical=training/*_merged.tif",
                "dataset.mask=training/*.mask.tif",
                "dataset.bands.optical=[B2,B3,B4,B8A,B11,B12]",
                "dataset.classes=[land,scar]"));
    changes.addAll(List.of(more));
    return Case.of(id, changes.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatAMessageSaysCanBeTypedMendsTheProblem(Case given) throws IOException {
    List<Problem> before = problems(given.line());
    List<Problem> wanted = before.stream().filter(p -> p.id().equals(given.id())).toList();
    assertThat(wanted).as("problems %s", before).isNotEmpty();
    Problem problem = wanted.get(0);
    String refused = problem.where().replaceFirst("^argument \\d+ \\((.*)\\)$", "$1");

    List<Advice> all = Advice.of(problem).stream().filter(advice -> !advice.isForeign()).toList();
    assertThat(all).as(problem.render()).isNotEmpty();
    for (Advice advice : all) {
      List<String> line = advice.follow(given.line(), refused, given.values());
      assertThat(problems(line))
          .as("after %s%n%s", line, problem.render())
          .noneMatch(
              after ->
                  advice.isCommand() && !advice.sameArguments()
                      || after.id().equals(problem.id()) && after.what().equals(problem.what()));
    }
  }

  private static List<Problem> problems(List<String> line) throws IOException {
    List<String> words = new ArrayList<>(line);
    words.replaceAll(word -> word.replace(CHIPS, folder.resolve("chips").toString()));
    if (words.get(0).equals("check")) {
      words.add("cache_dir=" + folder.resolve("cache"));
      words.add("work_dir=" + folder.resolve("runs"));
    }
    try (Interruption interruption = Interruption.ofProcess();
        PrintStream out =
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8)) {
      Verbs.Call call = Verbs.ofProgram().parse(words);
      call.verb().run(new Invocation(call.words(), PluginJars.NONE, out, interruption));
      return List.of();
    } catch (BenchException refused) {
      return refused.problems();
    }
  }
}
