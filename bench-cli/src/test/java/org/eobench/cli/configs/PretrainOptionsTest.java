package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option that is shipped for pretraining: each of its keys belongs to its component. */
class PretrainOptionsTest {
  @TempDir private Path folder;

  static Stream<String> options() {
    ConfigCommand configs = Configs.pretraining(PluginJars.NONE);
    var groups = configs.groups(CommandLine.parse(List.of()));
    List<String> options = new ArrayList<>();
    for (String group : ShippedOptions.PRETRAINING) {
      groups.getOrDefault(group, List.of()).forEach(name -> options.add(group + "=" + name));
    }
    groups.getOrDefault("experiment", List.of()).stream()
        .filter(name -> name.startsWith(ShippedOptions.OF_PRETRAINING))
        .forEach(name -> options.add("experiment=" + name));
    assertThat(options).contains("method=dinov2", "probe=knn", "experiment=pretrain_quickstart");
    return options.stream();
  }

  static Stream<String> experiments() {
    return options().filter(option -> option.startsWith("experiment="));
  }

  /** A value below {@code probe} in an experiment's file would be a probe after probe=null, too. */
  @ParameterizedTest
  @MethodSource("experiments")
  void anExperimentHasNoProbesButThoseOfItsOption(String experiment) {
    ProgramAnswer.to(List.of("pretrain", "--dry-run", experiment, "probe=null"), folder)
        .fits()
        .silentAbout("probe knn", "probe linear");
    ProgramAnswer.to(List.of("pretrain", "--dry-run", experiment, "probe=linear"), folder)
        .fits()
        .says("probe linear")
        .silentAbout("probe knn");
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void anExperimentGivenToARunSaysWhichVerbItIsFor(String experiment) {
    ProgramAnswer.to(List.of(experiment, "--dry-run"), folder)
        .refuses("`java -jar bench.jar pretrain " + experiment + "`");
  }

  @ParameterizedTest
  @MethodSource("options")
  void isReadWithoutAProblem(String option) {
    List<String> words = new ArrayList<>(List.of("pretrain", "--dry-run", option));
    if (!option.startsWith("experiment=")) {
      words.addAll(List.of("encoder=vit_tiny", "dataset=quickstart"));
    }
    ProgramAnswer.to(words, folder).fits().says("nothing was run; without --dry-run it is");
  }
}
