package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The smoke test in languages whose digits or letters are not those of English: a run trains, and
 * its files are the same to the byte, names and all.
 */
class LocaleIT {
  @TempDir private Path temporary;
  private Path chips = Path.of("");

  @BeforeEach
  void writeChips() {
    chips = ChipFiles.write(temporary.resolve("chips"));
  }

  /** Trains and tests in a folder of its own and gives what does not depend on the time. */
  private String trained(String name, String prelude, String... javaOptions) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(name));
    BenchProcess program = BenchProcess.in(folder);
    List.of(javaOptions).forEach(program::java);
    BenchProcess.Result result =
        program.runAfter(prelude, TinyRun.onChips(chips, "task.trainer.n_epochs=1"));
    result.succeeds();
    Path run = RunIT.onlyRun(folder.resolve("runs"));
    assertThat(run.getFileName().toString()).as("name of the run in " + name).matches("[!-~]+");
    StringBuilder files = new StringBuilder();
    try (Stream<Path> below = Files.walk(run)) {
      for (Path file : below.sorted().toList()) {
        assertThat(file.getFileName().toString()).matches("[!-~]+");
        files.append(run.relativize(file)).append('\n');
      }
    }
    for (String table : List.of("results.txt", "results.md", "results.csv")) {
      files.append(Files.readString(run.resolve(table)));
    }
    return files.toString().replace(run.getFileName().toString(), "RUN");
  }

  @Test
  void aRunIsTheSameInEveryLanguage() throws IOException {
    String english = trained("en", ":", "-Duser.language=en", "-Duser.country=US");
    assertThat(english).contains("results.txt", "IoU");

    assertThat(trained("ar", ":", "-Duser.language=ar", "-Duser.country=EG")).isEqualTo(english);
    assertThat(trained("tr", ":", "-Duser.language=tr", "-Duser.country=TR")).isEqualTo(english);
    assertThat(trained("c", "export LC_ALL=C")).isEqualTo(english);
  }

  @Test
  void anArgumentThatTheLocaleCannotSpellNamesTheLocale() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("posix"));
    BenchProcess.in(folder)
        .runAfter(
            "export LC_ALL=C", List.of("check", "dataset=folder", "dataset.root_path='/data/ä'"))
        .failsWith(ExitCode.USAGE, "[Bench/UnreadableArgument]", "LC_ALL=C.UTF-8");
  }
}
