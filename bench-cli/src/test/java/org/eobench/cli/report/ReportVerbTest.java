package org.eobench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.jar.TinyRun;
import org.eobench.cli.process.Interruption;
import org.eobench.core.error.BenchException;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportVerbTest {
  @TempDir private Path folder;

  @Test
  void refusesWhatItDoesNotUnderstand() {
    refuses("report requires run directories, or folders with runs");
    refuses("--force has no effect without --out", "--force", "runs");
    refuses("--colums=x is not a flag of report", "--colums=x", "runs");
    refuses("a report has no format htm", "--format=htm", "runs");
    refuses("does not name one format to print", "--format=csv,md", "runs");
    refuses("--where decoder is not a condition", "--where", "decoder", "runs");
    refuses("there is no such folder", folder.resolve("none").toString());
    refuses("there is no run below these folders", folder.toString());
  }

  @Test
  void protectsFilesThatAreThere() throws IOException {
    Files.writeString(folder.resolve("report.md"), "mine");
    refuses("the output file already exists", "--format=md", "--out=" + folder, "runs");
    Path file = Files.writeString(folder.resolve("file"), "");
    refuses("the output folder is an existing file", "--out", file.toString(), "runs");
  }

  @Test
  void reportsARealRunInEveryFormat() throws IOException {
    Path runs = folder.resolve("runs");
    List<String> words = TinyRun.onQuickstart("cache_dir=" + folder.resolve("cache"));
    words.addAll(List.of("task.trainer.n_epochs=1", "work_dir=" + runs));
    ProgramAnswer.to(words, folder).fits();
    Path out = folder.resolve("out");
    ProgramAnswer.to(List.of("report", runs.toString(), "--out=" + out), folder).fits();
    String mean;
    try (Stream<String> lines = Files.lines(out.resolve("report.csv"))) {
      List<String> cells = List.of(lines.skip(1).findFirst().orElseThrow().split(","));
      assertThat(cells).startsWith("method", "dofa_tiny", "quickstart", "seg_upernet_tiny", "mIoU");
      mean = String.format(Locale.ROOT, "%.2f", 100 * Double.parseDouble(cells.get(8)));
    }
    for (String suffix : List.of("txt", "md", "tex", "html")) {
      assertThat(Files.readString(out.resolve("report." + suffix))).contains(mean);
    }
    ProgramAnswer.to(List.of("report", runs.toString()), folder)
        .fits()
        .says(mean + " [", "] (1)", "Intervals of single runs are over");
  }

  private static void refuses(String what, String... words) {
    assertThatThrownBy(() -> run(words))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.problems().get(0).what()).contains(what));
  }

  private static void run(String... words) {
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    new ReportVerb(() -> 80)
        .run(new Invocation(List.of(words), PluginJars.NONE, out, new Interruption()));
  }
}
