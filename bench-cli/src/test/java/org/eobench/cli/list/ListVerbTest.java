package org.eobench.cli.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.process.Interruption;
import org.eobench.core.error.BenchException;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.Test;

class ListVerbTest {
  @Test
  void everyListFitsItsWidth() {
    for (int width : new int[] {80, 200}) {
      for (List<String> words :
          List.of(
              List.<String>of(),
              List.of("encoder"),
              List.of("decoder"),
              List.of("dataset"),
              List.of("encoder", "prithvi", "clay_v1"))) {
        assertThat(list(width, words).lines())
            .as("list %s at %d", words, width)
            .allMatch(line -> line.length() <= width);
      }
    }
  }

  @Test
  void aWideTerminalOrLongShowsMoreColumns() {
    assertThat(list(80, List.of("encoder"))).contains("12 optical, 2 sar").doesNotContain("MIT");
    assertThat(list(250, List.of("encoder"))).contains("MIT", "optical: 12, B1 … B12");
    assertThat(list(80, List.of("encoder", "--long"))).contains("MIT");
    assertThat(list(80, List.of("decoder"))).contains("change seg").doesNotContain("arXiv");
    assertThat(list(80, List.of("decoder", "--long"))).contains("arXiv", "change_detection");
  }

  @Test
  void aNameShowsAllThatIsKnownOfOne() {
    assertThat(list(80, List.of("encoder", "dofa")))
        .contains("parameters", "111.2 M", "4 × 768 /16", "CC-BY-4.0")
        .doesNotContain("dofa_tiny");
    assertThatThrownBy(() -> list(80, List.of("encoder", "dofaa")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("did you mean dofa?")
        .hasMessageContaining("`java -jar bench.jar list encoder`");
  }

  private static String list(int width, List<String> words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Interruption interruption = Interruption.ofProcess();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      new ListVerb(() -> width).run(new Invocation(words, PluginJars.NONE, out, interruption));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
