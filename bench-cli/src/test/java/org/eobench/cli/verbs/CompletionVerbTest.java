package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.process.Interruption;
import org.eobench.core.error.BenchException;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionVerbTest {
  @TempDir private Path folder;

  /** Stands for the program: offers two options and one whole word, and notes what it was asked. */
  @BeforeEach
  void writeProgram() throws IOException {
    Path bench = folder.resolve("bench");
    Files.writeString(
        bench,
        """
        #!/bin/sh
        printf '%s' "$2" > asked
        case "$2" in
          *encoder=dofa_) echo encoder=dofa_tiny; echo encoder=dofa_large;;
          *device=) echo device=auto;;
        esac
        """);
    assertThat(bench.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void bashGetsWhatFollowsTheLastMark() throws Exception {
    assertThat(inBash("./bench seed=1 encoder=dofa_")).isEqualTo("[dofa_tiny][dofa_large]");
    assertThat(Files.readString(folder.resolve("asked"))).isEqualTo("seed=1 encoder=dofa_");
  }

  @Test
  void bashAddsASpaceAfterTheOnlyWholeWord() throws Exception {
    assertThat(inBash("./bench device=")).isEqualTo("[auto ]");
    assertThat(inBash("./bench nothing")).isEqualTo("");
  }

  @Test
  void fishGetsTheWholeWords() throws Exception {
    assumeThat(Path.of("/usr/bin/fish")).exists();
    Files.writeString(folder.resolve("script"), CompletionVerb.script("fish"));
    String answer = shell("fish", "-c", "source script; complete -C './bench encoder=dofa_'");
    assertThat(answer.lines()).containsExactlyInAnyOrder("encoder=dofa_tiny", "encoder=dofa_large");
  }

  @Test
  void zshUnderstandsItsScript() throws Exception {
    assumeThat(Path.of("/usr/bin/zsh")).exists();
    Files.writeString(folder.resolve("script"), CompletionVerb.script("zsh"));
    assertThat(shell("zsh", "-n", "script")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void printsTheScriptOfEachShell(String shell) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    run(out, shell);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("_bench_complete", "complete");
  }

  @Test
  void refusesAnotherShellAndOffersTheNearest() {
    assertThatThrownBy(() -> run(new ByteArrayOutputStream(), "bahs"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("did you mean bash?");
    assertThatThrownBy(() -> run(new ByteArrayOutputStream()))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("one of bash, zsh, fish");
  }

  private static void run(ByteArrayOutputStream out, String... words) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    new CompletionVerb()
        .run(new Invocation(List.of(words), PluginJars.NONE, stream, new Interruption()));
  }

  private String inBash(String line) throws Exception {
    Files.writeString(folder.resolve("script"), CompletionVerb.script("bash"));
    return shell(
        "bash",
        "-c",
        """
        source ./script
        COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:@'
        COMP_WORDS=(./bench); COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}
        _bench_complete
        for reply in "${COMPREPLY[@]}"; do printf '[%s]' "$reply"; done
        """,
        "test",
        line);
  }

  private String shell(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return answer;
  }
}
