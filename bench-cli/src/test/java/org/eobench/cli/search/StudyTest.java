package org.eobench.cli.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.sweep.SweepJob;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.error.Problems;
import org.eobench.core.metrics.Metric;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.registry.Components;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StudyTest {
  private static final String SPACE =
      """
      optimizer.lr: tag(log,interval(1e-5,1e-1))
      optimizer: {weight_decay: 'choice(0,0.01,0.1)'}
      batch_size: range(2,9,2)
      dropped: null
      steps: tag(int,interval(1,3))
      """;

  private static Metric<?> higher;

  @BeforeAll
  static void takeAMetric() {
    Components components = Plugins.load(PluginJars.NONE).components();
    CommandLine line =
        CommandLine.parse(
            List.of("dataset=quickstart", "encoder=image_stats_tiny", "decoder=seg_linear"));
    RunRequest request = RunRequest.of(Configs.command(PluginJars.NONE).compose(line), List.of());
    higher = Plan.read(request, components).metrics().best();
  }

  private static SearchConfig config(String method, int trials, int batch, int rungs) {
    return new SearchConfig(
        method, trials, 7, 4, batch, rungs, 3, List.of(1L), ConfigNode.ofYaml("{}", "x"));
  }

  private static List<Dimension> space(String yaml) {
    Problems problems = new Problems();
    List<Dimension> space = SearchSpace.read(ConfigNode.ofYaml(yaml, "space.yaml"), problems);
    problems.throwIfAny(org.eobench.core.error.ExitCode.CONFIG);
    return space;
  }

  private static SweepJob job(List<String> overrides, int number) {
    return new SweepJob(
        number, overrides, overrides, Path.of("x"), "f" + number, "cpu", false, null);
  }

  /** Runs a study to its end on a function of the learning rate. */
  private static List<String> run(Study study, ToDoubleFunction<Trial> score) {
    List<String> log = new ArrayList<>();
    for (List<Trial> next = study.next(StudyTest::job);
        !next.isEmpty();
        next = study.next(StudyTest::job)) {
      log.add(next.size() + "@" + study.epoch());
      next.forEach(trial -> trial.reached(study.rung(), score.applyAsDouble(trial)));
      study.compared();
    }
    return log;
  }

  @Test
  void readsASpaceInHydrasGrammar() {
    List<Dimension> space = space(SPACE);
    assertThat(space)
        .extracting(Dimension::key)
        .containsExactly("optimizer.lr", "optimizer.weight_decay", "batch_size", "steps");
    assertThat(space.get(0).text(Math.log(0.00123456))).isEqualTo("0.001235");
    assertThat(space.get(1).text(2)).isEqualTo("0.1");
    assertThat(space.get(2).values()).containsExactly("2", "4", "6", "8");
    assertThat(space.get(3).text(2.4)).isEqualTo("2");
    assertThat(space.get(3).count()).isEqualTo(3);
  }

  @Test
  void refusesWhatCannotBeSearched() {
    for (String wrong :
        List.of("0.1", "interval(2,1)", "tag(log,interval(0,1))", "tag(lg,interval(1,2))", "x")) {
      assertThatThrownBy(() -> space("optimizer.lr: " + wrong))
          .as(wrong)
          .hasMessageContaining("optimizer.lr: " + wrong + " cannot be searched")
          .hasMessageContaining("space.yaml:1")
          .hasMessageContaining("choice(a,b)");
    }
    assertThatThrownBy(() -> space("{}")).hasMessageContaining("[Bench/EmptySpace]");
  }

  @Test
  void saysWhichTrialsDoNotGoOn() {
    SearchConfig config = config("random", 9, 9, 2);
    Study study = new Study(0, "a", config, space(SPACE), Rungs.epochs(config, 12, 1), higher);
    List<Trial> batch = study.next(StudyTest::job);
    batch.subList(1, 9).forEach(trial -> trial.reached(0, trial.point()[0])); // the first fails

    List<Trial> stopped = study.compared();

    List<Trial> kept = study.next(StudyTest::job);
    assertThat(kept).hasSize(3).doesNotContainAnyElementsOf(stopped);
    assertThat(stopped).hasSize(5).doesNotContain(batch.get(0));
    kept.forEach(trial -> trial.reached(1, trial.point()[0]));
    assertThat(study.compared()).isEmpty();
  }

  @Test
  void halvesABatchAtEachRungAndKeepsTheBest() {
    SearchConfig config = config("random", 18, 9, 3);
    List<Integer> rungs = Rungs.epochs(config, 12, 1);
    assertThat(rungs).containsExactly(2, 4, 12);
    Study study = new Study(0, "a", config, space(SPACE), rungs, higher);
    List<String> log = run(study, trial -> trial.point()[0]);
    assertThat(log).containsExactly("9@2", "3@4", "1@12", "9@2", "3@4", "1@12");
    Trial winner = study.winner().orElseThrow();
    assertThat(study.trials()).hasSize(18).allMatch(t -> t.point()[0] <= winner.point()[0]);
  }

  @Test
  void aTrialWithoutAScoreNeverWins() {
    Study study = new Study(0, "a", config("random", 6, 3, 1), space(SPACE), List.of(5), higher);
    run(study, trial -> trial.job().number() == 2 ? 0.1 : Double.NaN);
    assertThat(study.winner().orElseThrow().job().number()).isEqualTo(2);
  }

  @Test
  void repeatsTheSameTrialsAfterAnInterruption() {
    Study first = new Study(0, "a", config("tpe", 16, 4, 1), space(SPACE), List.of(5), higher);
    Study second = new Study(1, "b", config("tpe", 16, 4, 1), space(SPACE), List.of(5), higher);
    run(first, trial -> -Math.abs(trial.point()[0] + 5));
    run(second, trial -> -Math.abs(trial.point()[0] + 5));
    assertThat(first.trials().stream().map(Trial::overrides).toList())
        .isEqualTo(second.trials().stream().map(Trial::overrides).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void endsWhereTheSpaceHasNoFurtherValues() {
    Study study =
        new Study(0, "a", config("tpe", 16, 4, 1), space("x: choice(1,2,3)"), List.of(5), higher);
    assertThat(run(study, trial -> 0)).containsExactly("3@5");
    assertThat(study.isExhausted()).isTrue();
  }

  @Test
  void noRepetitionIsTheSelectedTrial() {
    SearchConfig config = config("random", 4, 2, 1);
    config.requireOtherSeeds(2);
    assertThatThrownBy(() -> config.requireOtherSeeds(1))
        .hasMessageContaining("[Bench/SameSeed] the trials have the seed 1")
        .hasMessageContaining("search.winner_seeds=[2,3,4]");
  }

  @Test
  void refusesRungsThatNoValidationSeparates() {
    SearchConfig config = config("random", 9, 9, 3);
    assertThat(Rungs.epochs(config, 36, 4)).containsExactly(4, 12, 36);
    assertThatThrownBy(() -> Rungs.epochs(config, 12, 4))
        .hasMessageContaining("3 rungs with factor 3 do not fit into 12 epochs")
        .hasMessageContaining("task.trainer.eval_interval=1");
    assertThatThrownBy(() -> config("random", 9, 2, 2)).hasMessageContaining("at least factor=3");
  }
}
