package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.OutputFile;
import org.eobench.cli.command.Verb;
import org.eobench.cli.process.Interruption;
import org.eobench.cli.profile.ProfileVerb;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No verb writes over a file that is there before it is asked to. */
class OutputFileTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void writesAFile() throws IOException {
    file = Files.writeString(folder.resolve("a.txt"), "mine");
  }

  @Test
  void takesAFreeNameAndWithForceAnyFile() {
    assertThat(OutputFile.of(folder.resolve("b.txt").toString(), false).getFileName())
        .hasToString("b.txt");
    assertThat(OutputFile.of(file.toString(), true)).isEqualTo(file);
  }

  @Test
  void refusesALinkEvenOneThatLeadsNowhere() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
    assertThatThrownBy(() -> OutputFile.of(link.toString(), false))
        .hasMessageContaining("[Bench/FileExists]");
  }

  @Test
  void refusesAFolderAlwaysAndNamesAFileInIt() {
    assertThatThrownBy(() -> OutputFile.of(folder.toString(), true))
        .hasMessageContaining("[Bench/FileExists]")
        .hasMessageContaining("choose a file inside it");
  }

  @Test
  void everyVerbThatWritesRefusesBeforeItWorks() {
    String name = file.toString();
    assertRefused(new ExportVerb(), "no_such_run", name);
    assertRefused(new VerifyVerb(), "golden", "no_such_folder", "--json", name);
    assertRefused(new ProfileVerb(), "encoder=no_such_encoder", "--output", name);
    assertRefused(new ProfileVerb(), "decoder=no_such_decoder", "--output=" + name);
    assertThat(file).hasContent("mine");
  }

  private static void assertRefused(Verb verb, String... words) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    assertThatThrownBy(
            () ->
                verb.run(new Invocation(List.of(words), PluginJars.NONE, out, new Interruption())))
        .isInstanceOfSatisfying(
            BenchException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("[Bench/FileExists]")
        .hasMessageContaining("`--force`");
  }
}
