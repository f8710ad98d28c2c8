package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.testing.SharedFiles;
import org.eobench.testing.golden.GoldenReport;
import org.eobench.testing.golden.GoldenResult;
import org.eobench.testing.golden.GoldenRunner;
import org.eobench.testing.golden.GoldenStatus;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.junit.jupiter.api.Test;

/** Every recorded case is compared: by {@code verify golden}, or by the unit test that it names. */
class GoldenCoverageTest {
  private static final Pattern NAMED =
      Pattern.compile("compared by the unit test (\\w+), not here");

  @Test
  void everyCaseThatIsNotRunNamesTheUnitTestThatReadsIt() throws IOException {
    Path folder = SharedFiles.require("golden_2026");
    Map<String, String> tests = testSources();
    ComponentFactories known = ComponentFactories.of(Plugins.load(PluginJars.NONE).components());
    GoldenReport report =
        new GoldenRunner(known, Device.cpu())
            .run(folder, golden -> !isModel(golden.component()), line -> {});
    List<GoldenResult> skipped =
        report.results().stream().filter(result -> result.status() == GoldenStatus.SKIP).toList();
    assertThat(skipped).hasSizeGreaterThan(50);
    for (GoldenResult result : skipped) {
      Matcher named = NAMED.matcher(result.detail());
      assertThat(named.find()).as(result.line()).isTrue();
      assertThat(tests).as(result.line()).containsKey(named.group(1));
      String kind = result.component().replaceFirst("/.*", "_");
      Pattern id =
          Pattern.compile("\\b(" + kind + ")?" + result.id().replaceFirst(kind, "") + "\\b");
      assertThat(id.matcher(Objects.requireNonNull(tests.get(named.group(1)))).find())
          .as("%s reads %s", named.group(1), result.id())
          .isTrue();
    }
  }

  private static boolean isModel(String component) {
    return component.startsWith("encoder/") || component.startsWith("decoder/");
  }

  /** The text of test classes by their simple names. */
  private static Map<String, String> testSources() throws IOException {
    try (Stream<Path> files = Files.walk(SharedFiles.projectRoot())) {
      return files
          .filter(file -> file.toString().contains("/src/test/java/"))
          .filter(file -> file.toString().endsWith("Test.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  GoldenCoverageTest::text,
                  String::concat));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
