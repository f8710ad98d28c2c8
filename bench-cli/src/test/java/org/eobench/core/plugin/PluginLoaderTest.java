package org.eobench.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.plugins.JarBuilder;
import org.eobench.core.error.BenchException;
import org.eobench.core.optim.SgdConfig;
import org.eobench.core.provenance.FileHash;
import org.eobench.core.provenance.PluginFile;
import org.eobench.core.registry.Components;
import org.eobench.core.spi.BenchPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLoaderTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  @TempDir private Path folder;

  @Test
  void findsAPluginInItsOwnJar() throws IOException {
    jar("mine.jar", "mine.Mine", "");
    assertThat(load()).anyMatch(plugin -> plugin.getClass().getName().equals("mine.Mine"));
  }

  @Test
  void findsTheBuiltInPluginsWithoutAnyJar() {
    List<String> builtIn =
        PluginLoader.load(PluginLoader.classLoader(List.of())).stream()
            .map(PluginLoaderTest::name)
            .toList();
    assertThat(load().stream().map(PluginLoaderTest::name)).containsExactlyElementsOf(builtIn);
  }

  @Test
  void refusesAPluginOfAnotherContract() throws IOException {
    jar("old.jar", "old.Old", "@Override public int apiVersion() { return 99; }");
    assertThatThrownBy(this::load)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(
            "[Bench/PluginVersion] plug-in old.Old was built for plug-in contract 99")
        .hasMessageContaining("old.jar")
        .hasMessageContaining("contract " + BenchPlugin.API_VERSION);
  }

  @Test
  void reportsAllUnusablePluginsTogether() throws IOException {
    new JarBuilder()
        .plugin("absent.First\nabsent.Second")
        .build(folder.resolve("plugins/absent.jar"), folder.resolve("work"), CLASS_PATH);
    assertThatThrownBy(this::load)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("absent.First")
        .hasMessageContaining("absent.Second")
        .hasMessageContaining("rebuild the plug-in");
  }

  @Test
  void namesAPluginThatFailsInItsConstructor() throws IOException {
    jar("bad.jar", "bad.Bad", "public Bad() { throw new IllegalStateException(\"no luck\"); }");
    assertThatThrownBy(this::load)
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("bad.Bad")
        .hasMessageContaining("no luck");
  }

  @Test
  void describesAJarByItsManifestAndItsBytes() throws IOException {
    jar("mine.jar", "mine.Mine", "");
    Path told =
        new JarBuilder()
            .manifest("Implementation-Title: Pyramid", "Implementation-Version: 1.4")
            .build(folder.resolve("plugins/z.jar"), folder.resolve("work-z"), CLASS_PATH);
    List<PluginFile> described = PluginJars.in(folder.resolve("plugins")).described();
    assertThat(described).hasSize(2);
    assertThat(described.get(0).name()).isEqualTo("mine");
    assertThat(described.get(0).version()).isNull();
    assertThat(described.get(1))
        .isEqualTo(new PluginFile(told.toString(), "Pyramid", "1.4", FileHash.sha256(told)));
    assertThat(described.get(1).line())
        .contains("plug-in: " + told, "Pyramid 1.4", "sha256 " + FileHash.sha256(told));
  }

  @Test
  void refusesADamagedJarByName() throws IOException {
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    Files.writeString(plugins.resolve("half.jar"), "not a jar");
    assertThatThrownBy(() -> PluginJars.in(plugins))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/PluginJarDamaged]")
        .hasMessageContaining("half.jar");
  }

  @Test
  void refusesAPluginFolderThatWasAskedForAndIsNotThere() {
    assertThatThrownBy(() -> PluginJars.in(folder.resolve("nowhere")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/PluginFolderMissing]")
        .hasMessageContaining("nowhere");
  }

  @Test
  void refusesTwoPluginsWithTheSameKeyAndNamesBoth() throws IOException {
    String factory =
        """
        @com.google.inject.multibindings.ProvidesIntoMap
        @com.google.inject.multibindings.StringMapKey("same")
        static org.eobench.core.spi.EncoderFactory<?> make() { return null; }
        """;
    jar("one.jar", "one.One", factory);
    jar("two.jar", "two.Two", factory);
    PluginJars jars = PluginJars.in(folder.resolve("plugins"));
    assertThatThrownBy(() -> Plugins.load(jars))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/PluginConflict]")
        .hasMessageContaining("same")
        .hasMessageContaining("One.make")
        .hasMessageContaining("Two.make");
  }

  @Test
  void takesOneLinePerComponentAndAProvidesMethodInOnePlugin() throws IOException {
    source(
        "both.jar",
        "both.Both",
        """
        package both;
        import org.eobench.core.optim.*;
        import org.eobench.core.spi.*;
        public final class Both extends PluginModule {
          @Override
          protected void configure() {
            optimizer("line", OptimizerFactory.of(SgdConfig.class, Sgd::new));
          }
          @com.google.inject.multibindings.ProvidesIntoMap
          @com.google.inject.multibindings.StringMapKey("method")
          static OptimizerFactory<?> method() {
            return OptimizerFactory.of(AdamWConfig.class, AdamW::new);
          }
        }
        """);
    PluginJars jars = PluginJars.in(folder.resolve("plugins"));
    Components components = Plugins.load(jars).components();
    assertThat(components.optimizers().names()).contains("line", "method", "adamw");
    assertThat(components.optimizers().get("line", "here").configType()).isEqualTo(SgdConfig.class);
  }

  @Test
  void namesTheLinesOfTwoPluginModulesWithTheSameKey() throws IOException {
    for (String name : List.of("One", "Two")) {
      source(
          name + ".jar",
          "same." + name,
          String.format(
              Locale.ROOT,
              """
              package same;
              import org.eobench.core.optim.*;
              import org.eobench.core.spi.*;
              public final class %s extends PluginModule {
                @Override
                protected void configure() {
                  optimizer("same", OptimizerFactory.of(SgdConfig.class, Sgd::new));
                }
              }
              """,
              name));
    }
    PluginJars jars = PluginJars.in(folder.resolve("plugins"));
    assertThatThrownBy(() -> Plugins.load(jars))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/PluginConflict]")
        .hasMessageContaining("same")
        .hasMessageContaining("One.configure(One.java:7)")
        .hasMessageContaining("Two.configure(Two.java:7)");
  }

  private List<BenchPlugin> load() {
    Path plugins = folder.resolve("plugins");
    return PluginLoader.load(
        PluginLoader.classLoader(
            Files.isDirectory(plugins) ? PluginJars.in(plugins).jars() : List.of()));
  }

  private void jar(String name, String className, String body) throws IOException {
    String packageName = className.substring(0, className.indexOf('.'));
    String simple = className.substring(className.indexOf('.') + 1);
    String text =
        String.format(
            Locale.ROOT,
            """
            package %s;
            public final class %s extends com.google.inject.AbstractModule
                implements org.eobench.core.spi.BenchPlugin {
              %s
            }
            """,
            packageName,
            simple,
            body);
    source(name, className, text);
  }

  private void source(String name, String className, String text) throws IOException {
    new JarBuilder()
        .source(className.replace('.', '/') + ".java", text)
        .plugin(className)
        .build(folder.resolve("plugins").resolve(name), folder.resolve("work-" + name), CLASS_PATH);
  }

  private static String name(BenchPlugin plugin) {
    return plugin.getClass().getName();
  }
}
