package org.eobench.cli;

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
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
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

  @TempDir private static Path folder;

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
        String key = change.replaceFirst("^!", "").replaceFirst("=.*", "");
        line.removeIf(
            word ->
                word.equals(key)
                    || word.startsWith(key + "=")
                    || word.startsWith(key + ".") && !change.contains("."));
        if (!change.startsWith("!")) {
          line.add(change);
        }
      }
      return new Case(id, line, Map.of());
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
        // The command line and the configuration
        Case.of("UnknownOption", "encoder=dofaa"),
        Case.of("UnknownOption", "decoder=upernet"),
        Case.of("MissingChoice", "!encoder").with("NAME", "dofa_tiny"),
        Case.of("MissingChoice", "!dataset").with("NAME", "quickstart"),
        Case.of("UnknownKey", "sead=3"),
        Case.of("UnknownKey", "task.mine=3"),
        Case.of("UnknownKey", "task.trainer.n_epoch=3"),
        Case.of("DuplicateGroup", "!dataset", "+dataset=quickstart"),
        Case.of("ForceAddGroup", "!dataset", "++dataset=quickstart"),
        Case.of("GroupValueType", "decoder=3"),
        Case.of("SweepWithoutMultirun", "seed=1,2"),
        Case.of("AppendExists", "+seed=3"),
        Case.of("DottedGroup", "task.trainer.mine=3"),
        Case.of("MissingValue", "!dataset", "dataset=folder").with("VALUE", "x"),
        Case.of("MissingKey", "~seed").with("VALUE", "3"),
        Case.of("WrongTask", "decoder=cls_linear").with("NAME", "seg_linear"),
        Case.of("WrongTask", "dataset=quickstart_classification").with("NAME", "cls_linear"),
        Case.of("UnknownDevice", "device=gpu:77"),
        // What does not fit together
        Case.of("TaskMismatch", "task=regression", "decoder=reg_upernet", "criterion=mse"),
        Case.of("BandWithoutWavelength", "+encoder.wave_list.optical.B2=null"),
        Case.of("DatesDoNotFit", "decoder=seg_siamupernet_diff"));
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
                  advice.isCommand()
                      || after.id().equals(problem.id()) && after.what().equals(problem.what()));
    }
  }

  private static List<Problem> problems(List<String> line) throws IOException {
    List<String> words = new ArrayList<>(line);
    if (words.get(0).equals("check")) {
      words.add("cache_dir=" + folder.resolve("cache"));
      words.add("work_dir=" + folder.resolve("runs"));
    }
    Verbs.Call call = Verbs.ofProgram().parse(words);
    try (Interruption interruption = Interruption.ofProcess();
        PrintStream out =
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8)) {
      call.verb().run(new Invocation(call.words(), new PluginJars(List.of()), out, interruption));
      return List.of();
    } catch (BenchException refused) {
      return refused.problems();
    }
  }
}
