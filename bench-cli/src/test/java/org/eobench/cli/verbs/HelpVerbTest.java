package org.eobench.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.documentation.Advice;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.process.Interruption;
import org.eobench.cli.sweep.SweepOptions;
import org.eobench.core.error.BenchException;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.Test;

class HelpVerbTest {
  private static final String PROGRAM = "java -jar bench.jar ";

  private final PluginJars plugins = PluginJars.NONE;

  @Test
  void helpOfAVerbShowsItsUsageOptionsAndExamples() {
    assertThat(help(80, "help", "list"))
        .startsWith("usage: java -jar bench.jar list [encoder|decoder|dataset|…] [NAME] [--long]")
        .contains("--long", "Examples", "list encoder dofa")
        .doesNotContain("Verbs");
    assertThat(help(80, "list", "--help")).isEqualTo(help(80, "help", "list"));
    assertThat(help(80, "encoder=dofa", "--help")).contains("Verbs");
    assertThatThrownBy(() -> help(80, "help", "chek"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("did you mean check?");
  }

  @Test
  void ignoresNoWord() {
    assertThatThrownBy(() -> help(80, "help", "run", "check"))
        .hasMessageContaining("help takes one verb, got: run check");
    assertThatThrownBy(() -> help(80, "help", "--bogus")).hasMessageContaining("is not a verb");
    assertThatThrownBy(
            () ->
                new VersionVerb()
                    .run(
                        new Invocation(
                            List.of("now"), plugins, System.out, Interruption.ofProcess())))
        .hasMessageContaining("version takes no arguments, got: now");
  }

  @Test
  void everyHelpFitsItsWidth() {
    for (int width : new int[] {80, 200}) {
      for (String verb : names()) {
        assertThat(help(width, "help", verb).lines()).allMatch(line -> line.length() <= width);
      }
      assertThat(help(width, "help").lines()).allMatch(line -> line.length() <= width);
      assertThat(help(width, "help")).contains(names());
    }
  }

  @Test
  void everyExampleCanBeTyped() {
    for (String verb : names()) {
      for (String line : help(500, "help", verb).lines().map(String::strip).toList()) {
        if (line.startsWith(PROGRAM)) {
          Verbs.Call call = Verbs.ofProgram().parse(Advice.words(line.substring(PROGRAM.length())));
          assertThat(call.verb().name()).as(line).isEqualTo(verb);
          if (verb.equals("run") || verb.equals("check")) {
            SweepOptions.Parsed flags = SweepOptions.parse(call.words());
            CommandLine words = CommandLine.parse(flags.rest());
            Invocation invocation =
                new Invocation(call.words(), plugins, System.out, new Interruption());
            new Multirun(invocation, words, flags, Configs.command(plugins)).plan();
          }
        }
      }
    }
  }

  private List<String> names() {
    return help(80, "help")
        .lines()
        .dropWhile(line -> !line.startsWith("Verbs"))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> !line.startsWith("   "))
        .map(line -> line.strip().split(" ")[0])
        .toList();
  }

  private String help(int width, String... words) {
    Verbs.Call call = Verbs.ofProgram().parse(List.of(words));
    List<Verb> verbs = Verbs.ofProgram().all();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(call.verb()).isInstanceOf(HelpVerb.class);
    try (Interruption interruption = Interruption.ofProcess();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      new HelpVerb(verbs, () -> width)
          .run(new Invocation(call.words(), plugins, out, interruption));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
