package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.plugins.JarBuilder;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values of single protocols and the aliases that the shipped options declare. */
class ShippedNamesTest {
  private static final List<String> PROTOCOLS = List.of("default", "pangaea");
  private static final Path TABLE =
      Path.of(System.getProperty("bench.root"), "bench-cli/src/test/resources/protocol-values.txt");

  private final ConfigCommand configs = Configs.command(PluginJars.NONE);
  @TempDir private Path folder;

  private static Composition composed(ConfigCommand configs, String... words) {
    List<String> line = new ArrayList<>(List.of("experiment=quickstart"));
    line.addAll(List.of(words));
    return configs.compose(CommandLine.parse(line));
  }

  @Test
  void everyComponentDeclaresItsOwnValueOfAProtocol() throws IOException {
    int rows = 0;
    for (String row : Files.readAllLines(TABLE)) {
      if (row.startsWith("#")) {
        continue;
      }
      String[] parts = row.split(" \\| ");
      String[] names = parts[0].split(" ");
      for (int i = 0; i < PROTOCOLS.size(); i++) {
        Composition composed = composed(configs, names[0], "protocol=" + PROTOCOLS.get(i));
        assertThat(shown(composed, names[1])).as(row).isEqualTo(parts[i + 1]);
        var value = Objects.requireNonNull(composed.job().select(names[1]));
        assertThat(value.origin().place())
            .as("set beside the component: %s", row)
            .doesNotContain("protocol/");
      }
      rows++;
    }
    assertThat(rows).isEqualTo(32);
  }

  @Test
  void everyAliasIsComposedAsWhatItStandsFor() {
    Map<String, String> aliases = configs.aliases(CommandLine.parse(List.of()), "decoder");
    assertThat(aliases).hasSize(18).containsKey("seg_upernet_mt_ltae");
    aliases.forEach(
        (name, meaning) -> {
          for (String protocol : PROTOCOLS) {
            Composition alias = composed(configs, "decoder=" + name, "protocol=" + protocol);
            List<String> words = new ArrayList<>(List.of(meaning.split(" ")));
            words.add("protocol=" + protocol);
            assertThat(PythonText.show(alias.job()))
                .as(name)
                .isEqualTo(PythonText.show(composed(configs, words.toArray(String[]::new)).job()));
            assertThat(shown(alias, "decoder"))
                .contains("'multi_temporal_strategy': '" + name.replaceFirst(".*_mt_", ""));
            assertThat(alias.warnings())
                .containsExactly("decoder=" + name + " is an alias of `" + meaning + "`");
          }
        });
  }

  @Test
  void aPluginDeclaresAProtocolValueAProtocolAndAnAliasOfItsOwn() throws IOException {
    Path jar =
        new JarBuilder()
            .resource(
                "configs/encoder/mine.yaml",
                "_target_: mine\nscale: 1\n"
                    + "_protocol_: {pangaea: {scale: 2}, strict: {scale: 3}}\n")
            .resource("configs/protocol/strict.yaml", "defaults: [default, _self_]\nname: strict\n")
            .resource("configs/aliases.yaml", "options: {encoder/yours: encoder=mine}\n")
            .build(
                folder.resolve("mine.jar"),
                folder.resolve("work"),
                System.getProperty("java.class.path"));
    ConfigCommand withPlugin = Configs.command(new PluginJars(List.of(jar)));
    Map<String, String> scales = Map.of("default", "1", "pangaea", "2", "strict", "3");
    scales.forEach(
        (protocol, scale) -> {
          Composition composed = composed(withPlugin, "encoder=yours", "protocol=" + protocol);
          assertThat(shown(composed, "encoder.scale")).as(protocol).isEqualTo(scale);
        });
  }

  private static String shown(Composition composition, String key) {
    return PythonText.show(Objects.requireNonNull(composition.job().select(key), key));
  }
}
