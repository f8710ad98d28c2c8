package org.eobench.cli.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.cli.jar.TinyRun;
import org.eobench.core.error.BenchException;
import org.eobench.core.metrics.ScoreSheet;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.results.RunResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example {@code examples/plugin-results}, in a jar of its own. */
class PluginResultsTest {
  @TempDir private Path folder;
  private BenchOptions options = BenchOptions.defaults();

  @BeforeEach
  void build() throws IOException {
    Path jar = folder.resolve("html.jar");
    JarBuilder.ofExample("plugin-results")
        .build(jar, folder.resolve("work"), System.getProperty("java.class.path"));
    options =
        BenchOptions.defaults()
            .plugins(new PluginJars(List.of(jar)))
            .directory(folder.resolve("runs"));
  }

  private String[] words(String... more) {
    List<String> words = TinyRun.onQuickstart("cache_dir=" + folder.resolve("cache"));
    words.add("task.trainer.n_epochs=1");
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void writesEveryScoreOfTheResultNextToTheOtherFormats() throws IOException {
    RunResult result;
    try (Bench bench = Bench.open(options)) {
      result = bench.run(words("results=[html,csv]"));
    }

    try (Stream<Path> files = Files.list(result.directory())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("results.html", "results.csv")
          .doesNotContain("results.txt", "results.md", "results.json");
    }
    String page = Files.readString(result.directory().resolve("results.html"));
    List<String> rows = page.lines().filter(line -> line.startsWith("<tr>")).toList();
    ScoreSheet sheet = result.scores().sheet();
    assertThat(rows.get(0))
        .isEqualTo(row("th", "class", "IoU", "F1", "precision", "recall", "pixels"));
    List<String> expected = new ArrayList<>();
    for (ScoreSheet.Row row : sheet.rows()) {
      List<String> cells = new ArrayList<>(List.of(row.name()));
      row.values().forEach(value -> cells.add(String.format(Locale.ROOT, "%.4f", value)));
      cells.add(String.valueOf(row.count()));
      expected.add(row("td", cells.toArray(String[]::new)));
    }
    assertThat(rows.subList(1, rows.size())).isEqualTo(expected).hasSizeGreaterThan(4);
    assertThat(page)
        .contains("<title>" + result.directory().getFileName() + "</title>")
        .contains("dofa_tiny and seg_upernet_tiny on quickstart, 2 samples of the test split")
        .contains(String.format(Locale.ROOT, "<td>mean</td><td>%.4f</td>", result.score("mIoU")));
  }

  private static String row(String tag, String... cells) {
    return Stream.of(cells)
        .map(cell -> String.format(Locale.ROOT, "<%1$s>%2$s</%1$s>", tag, cell))
        .reduce("<tr>", String::concat)
        .concat("</tr>");
  }

  @Test
  void anUnknownFormatIsRefusedWithTheNearestOfThoseThatAreThere() {
    try (Bench bench = Bench.open(options)) {
      assertThatThrownBy(() -> bench.run(words("results=[htm]")))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/UnknownFormat] there is no format with the key `htm`")
          .hasMessageContaining("did you mean html?")
          .hasMessageContaining("results=[htm]");
    }
    try (Bench bench = Bench.open(options.plugins(PluginJars.NONE))) {
      assertThatThrownBy(() -> bench.run(words("results=[html]")))
          .hasMessageContaining("[Bench/UnknownFormat]")
          .hasMessageContaining("csv, json, md, txt");
    }
    assertThat(folder.resolve("runs")).doesNotExist();
  }
}
