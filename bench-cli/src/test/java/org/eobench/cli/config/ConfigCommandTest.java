package org.eobench.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.compose.SweepPlan;
import org.eobench.core.config.source.DirectorySource;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    write(
        folder.resolve("train.yaml"),
        """
        defaults:
          - encoder: dofa
          - decoder: linear
          - dataset: ???
          - _self_
        seed: 1
        task:
          trainer:
            n_epochs: 80
        name: ${encoder.name}-${seed}
        """);
    write(
        folder.resolve("encoder/dofa.yaml"),
        "name: dofa\nsize: {width: 8, depth: 2}\nlayers: [1, 2]\n");
    write(folder.resolve("encoder/vit.yaml"), "name: vit\nsize: {width: 4}\nextra: true\n");
    write(
        folder.resolve("decoder/linear.yaml"),
        "defaults:\n  - head: small\n  - _self_\nname: linear\n");
    write(folder.resolve("decoder/head/small.yaml"), "channels: 4\n");
    write(folder.resolve("decoder/head/large.yaml"), "channels: 64\n");
    write(folder.resolve("dataset/fires.yaml"), "root: data/fires\n");
    write(folder.resolve("dataset/floods.yaml"), "root: data/floods\n");
    write(
        folder.resolve("experiment/quick.yaml"),
        "# @package _global_\ndefaults:\n  - override /encoder: vit\nseed: 9\n");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ConfigCommand command(Map<String, String> environment) {
    return new ConfigCommand(
        "bench", "train", List.of(new DirectorySource(folder)), environment::get);
  }

  private String answer(String... arguments) {
    return command(Map.of()).answer(CommandLine.parse(List.of(arguments)));
  }

  @Test
  void printsTheJobResolvedOrAsWritten() {
    assertThat(answer("--cfg", "job", "dataset=fires")).contains("name: ${encoder.name}-${seed}");
    assertThat(answer("--cfg", "job", "--resolve", "dataset=fires")).contains("name: dofa-1");
    assertThat(answer("--cfg=job", "-p", "encoder.size", "dataset=fires"))
        .isEqualTo("# @package encoder.size\nwidth: 8\ndepth: 2\n");
  }

  @Test
  void refusesToRunWhenOnlyTheWayOfPrintingIsGiven() {
    assertThatThrownBy(() -> CommandLine.parse(List.of("--resolve", "-p", "encoder", "seed=1")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("--resolve")
        .hasMessageContaining("--package")
        .hasMessageContaining("--cfg job");
  }

  @Test
  void saysWhatToAskForAValue() {
    assertThatThrownBy(() -> answer("--cfg", "job", "-p", "seed", "dataset=fires", "seed=4"))
        .hasMessageContaining("'seed' is a value, not a package")
        .hasMessageContaining("argument 2 (seed=4)")
        .hasMessageContaining("explain seed");
  }

  @Test
  void printsWhereEachValueCameFrom() {
    assertThat(answer("--cfg", "job", "--origin", "dataset=fires", "seed=4"))
        .contains("seed: 4  # argument 2 (seed=4)")
        .containsPattern("width: 8  # .*dofa.yaml:2");
  }

  @Test
  void explainsAValue() {
    CommandLine line = CommandLine.parse(List.of("dataset=fires", "seed=4"));
    assertThat(command(Map.of()).explain(line, "seed"))
        .startsWith("seed: 4\n  set by argument 2 (seed=4)\n  instead of ");
    assertThat(command(Map.of()).explain(line, "name"))
        .contains("name: ${encoder.name}-${seed} = dofa-4");
    assertThatThrownBy(() -> command(Map.of()).explain(line, "sed"))
        .hasMessageContaining("did you mean seed?");
  }

  @Test
  void tellsWhatTheCommentAtTheTopOfAnOptionSays() throws IOException {
    Files.writeString(
        folder.resolve("encoder").resolve("told.yaml"),
        "# @package _global_\n# A pyramid,\n#   drawn twice.\nwidth: 3 # no\n# nor this\n");
    CommandLine line = CommandLine.parse(List.of());
    assertThat(command(Map.of()).about(line, "encoder", "told"))
        .isEqualTo("A pyramid, drawn twice.");
    assertThat(command(Map.of()).about(line, "encoder", "nobody")).isEmpty();
  }

  @Test
  void listsGroupsInTheHelp() {
    assertThat(answer("--help")).contains("  decoder/head: large, small\n", "--cfg");
  }

  @Test
  void printsTheDefaultsAndThePlaces() {
    assertThat(answer("--info", "defaults", "dataset=fires")).contains("decoder/head/small");
    assertThat(answer("--info", "defaults-tree", "dataset=fires")).contains("  encoder: dofa");
    assertThat(answer("--info", "searchpath", "dataset=fires")).contains(folder.toString());
  }

  @Test
  void completesGroupsOptionsKeysAndValues() {
    ConfigCommand command = command(Map.of());
    assertThat(command.complete("dataset=f")).containsExactly("dataset=fires", "dataset=floods");
    assertThat(command.complete("dataset=fires encoder.s")).containsExactly("encoder.size.");
    assertThat(command.complete("dataset=fires seed=")).containsExactly("seed=1");
    assertThat(command.complete("+exp")).containsExactly("+experiment=");
  }

  @Test
  void answersTheShell() {
    CommandLine query = CommandLine.parse(List.of("--shell-completion", "query"));
    assertThat(command(Map.of("COMP_LINE", "bench dataset=fl")).answer(query))
        .isEqualTo("dataset=floods");
    assertThat(answer("-sc", "bash")).contains("complete -o nospace");
    assertThat(answer("-sc", "zsh")).contains("compdef");
    assertThat(answer("-sc", "fish")).contains("complete -f -c bench");
  }

  @Test
  void refusesUnknownFlagsTogether() {
    assertThatThrownBy(() -> CommandLine.parse(List.of("--confg-name=x", "--reslove", "a=1")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("did you mean --config-name")
        .hasMessageContaining("did you mean --resolve")
        .hasMessageContaining("argument 2");
  }

  @Test
  void refusesAPackageThatIsNotThere() {
    assertThatThrownBy(() -> answer("--cfg", "job", "-p", "encodr", "dataset=fires"))
        .hasMessageContaining("'encodr'")
        .hasMessageContaining("did you mean encoder");
  }

  @Test
  void searchesTheGivenDirectoryFirst() throws IOException {
    Path mine = folder.resolve("mine");
    write(mine.resolve("dataset/own.yaml"), "root: own\n");
    assertThat(answer("--config-dir", mine.toString(), "--cfg", "job", "dataset=own"))
        .contains("root: own");
    assertThatThrownBy(() -> answer("--config-dir", "no/such", "--cfg", "job"))
        .hasMessageContaining("no/such");
  }

  @Test
  void keepsASnapshotOfTheRun() {
    SweepPlan plan = command(Map.of()).plan(CommandLine.parse(List.of("dataset=fires", "seed=4")));
    Map<String, String> files = plan.jobs().get(0).composition().snapshot();
    assertThat(files.get(".hydra/overrides.yaml")).isEqualTo("- dataset=fires\n- seed=4\n");
    assertThat(files.get(".hydra/config.yaml")).contains("name: ${encoder.name}-${seed}");
    assertThat(files.get(".hydra/origins.yaml")).contains("seed: argument 2 (seed=4)");
    assertThat(files.get(".hydra/hydra.yaml")).contains("mode: RUN");
  }
}
