package org.eobench.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.assertj.core.api.AbstractThrowableAssert;
import org.eobench.cli.plugins.JarBuilder;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two plug-ins that bring the same thing: none hides the other, and the user learns where both are.
 */
class PluginConflictsTest {
  private static final String SEGMENTATION = "SegmentationMetrics.COUNTING";
  private static final String REGRESSION = "RegressionMetrics.COUNTING";

  @TempDir private Path folder;

  @Test
  void refusesTheSameEncoder() throws IOException {
    plugin("One", "encoder(\"same\", EncoderFactory.of(null, (config, context) -> null));");
    plugin("Two", "encoder(\"same\", EncoderFactory.of(null, (config, context) -> null));");
    refused("same").hasMessageContaining(place("One")).hasMessageContaining(place("Two"));
  }

  @Test
  void refusesTheSameFormat() throws IOException {
    plugin("One", format("same", "one.html"));
    plugin("Two", format("same", "two.html"));
    refused("same").hasMessageContaining(place("One")).hasMessageContaining(place("Two"));
  }

  @Test
  void refusesTwoFormatsThatWriteOneFile() throws IOException {
    plugin("One", format("one", "page.html"));
    plugin("Two", format("two", "page.html"));
    refused("several formats of results write the file page.html")
        .hasMessageContaining(place("One"))
        .hasMessageContaining(place("Two"));
  }

  @Test
  void refusesAFormatThatWritesABuiltInFile() throws IOException {
    plugin("One", format("one", "results.csv"));
    refused("several formats of results write the file results.csv")
        .hasMessageContaining(place("One"))
        .hasMessageContaining("CoreBindings.configure(");
  }

  @Test
  void refusesTheSameMetricOfOneTask() throws IOException {
    plugin("One", metric("same", SEGMENTATION));
    plugin("Two", metric("same", SEGMENTATION));
    refused("several plug-ins declare the metric same")
        .hasMessageContaining(place("One"))
        .hasMessageContaining(place("Two"));
  }

  @Test
  void refusesABuiltInMetric() throws IOException {
    plugin("One", metric("mIoU", SEGMENTATION));
    refused("a plug-in declares the metric mIoU, which its task already has")
        .hasMessageContaining(place("One"));
  }

  @Test
  void takesMetricsOfTheSameNameForDifferentTasks() throws IOException {
    plugin("One", metric("same", SEGMENTATION));
    plugin("Two", metric("same", REGRESSION));
    plugin("Three", metric("mIoU", REGRESSION));
    try (Plugins plugins = Plugins.load(PluginJars.in(folder.resolve("plugins")))) {
      assertThat(plugins.components().metrics()).hasSize(3);
    }
  }

  @Test
  void refusesTwoJarsWithTheSamePlugin() throws IOException {
    plugin("One", metric("same", SEGMENTATION));
    Path jars = folder.resolve("plugins");
    Files.copy(jars.resolve("One.jar"), jars.resolve("One-1.1.jar"));
    refused("2 jars hold the plug-in two.One")
        .hasMessageContaining(jars.resolve("One.jar").toString())
        .hasMessageContaining(jars.resolve("One-1.1.jar").toString())
        .hasMessageContaining("keep one of these jars");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(String what) {
    return assertThatThrownBy(() -> Plugins.load(PluginJars.in(folder.resolve("plugins"))))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/PluginConflict]")
        .hasMessageContaining(what);
  }

  private static String place(String plugin) {
    return String.format(Locale.ROOT, "two.%1$s.configure(%1$s.java:", plugin);
  }

  private static String metric(String key, String counting) {
    return String.format(
        Locale.ROOT,
        "metric(Metric.higher(\"%s\", Metric.Unit.NONE, %s, scores -> 0.5));",
        key,
        counting);
  }

  private static String format(String key, String file) {
    return String.format(
        Locale.ROOT,
        """
        resultWriter("%s", new ResultWriter() {
              @Override
              public String file() {
                return "%s";
              }

              @Override
              public void write(RunResult result, OutputStream out) {}
            });
        """,
        key,
        file);
  }

  private void plugin(String name, String component) throws IOException {
    String source =
        String.format(
            Locale.ROOT,
            """
            package two;
            import java.io.OutputStream;
            import org.eobench.core.metrics.Metric;
            import org.eobench.core.metrics.pixels.*;
            import org.eobench.core.results.*;
            import org.eobench.core.spi.*;
            public final class %s extends PluginModule {
              @Override
              protected void configure() {
                %s
              }
            }
            """,
            name,
            component);
    new JarBuilder()
        .source("two/" + name + ".java", source)
        .plugin("two." + name)
        .build(
            folder.resolve("plugins").resolve(name + ".jar"),
            folder.resolve("work-" + name),
            System.getProperty("java.class.path"));
  }
}
