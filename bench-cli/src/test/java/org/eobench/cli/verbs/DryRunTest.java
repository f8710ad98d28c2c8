package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.process.Interruption;
import org.eobench.core.error.ExitCode;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void showsWhatWouldRunAndWritesNothing() {
    assertThat(new RunVerb().run(words("--dry-run", "encoder=dofa"))).isEqualTo(ExitCode.OK);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains(
            "this is what would run:",
            "encoder=dofa\n",
            "(the file is not there)",
            "finetune=true, 12 epochs, batches of 4, seed 234",
            "run directory: a new folder below " + folder.resolve("runs"),
            "nothing was run")
        .doesNotContain("hydra/");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void findsWhatIsWrongWithTheConfig() {
    assertThatThrownBy(() -> new RunVerb().run(words("--dry-run", "batch_size=0")))
        .hasMessageContaining("batch_size=0 is out of range");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isRefusedByVerbsThatWouldIgnoreIt() {
    assertThatThrownBy(() -> new CheckVerb().run(words("--dry-run")))
        .hasMessageContaining("[Bench/FlagOfRun] --dry-run has no effect here");
    assertThat(folder).isEmptyDirectory();
  }

  private Invocation words(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "experiment=quickstart",
                "work_dir=" + folder.resolve("runs"),
                "cache_dir=" + folder.resolve("cache")));
    words.addAll(List.of(more));
    return new Invocation(
        words,
        PluginJars.NONE,
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        new Interruption());
  }
}
