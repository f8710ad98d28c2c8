package org.eobench.core.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.subset.SubsetFacts;
import org.eobench.core.dataset.subset.SubsetIndex;
import org.eobench.core.dataset.subset.SubsetIndexFile;
import org.eobench.core.error.BenchException;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.junit.jupiter.api.Test;

/** Runs on a part of the training samples, and of a number of steps. */
class FewLabelsRunTest extends ToyRuns {
  private String subset(String keys) {
    return yaml.replace("only_label: null", "only_label: null, subset: {" + keys + "}");
  }

  private static String steps(String config, int steps) {
    return config.replace("n_epochs: 2", "n_epochs: 2, n_steps: " + steps);
  }

  private static List<String> log(RunResult run, String kind) throws IOException {
    return Files.readAllLines(run.directory().resolve("metrics.jsonl")).stream()
        .filter(line -> line.contains("\"kind\":\"" + kind + "\""))
        .toList();
  }

  private static Provenance.Data data(RunResult run) {
    return requireNonNull(RunDirectory.read(run.directory()).provenance()).data();
  }

  @Test
  void trainsOnThePartThatItsIndexTellsToOtherRuns() throws IOException {
    RunResult drawn = run(subset("fraction: 0.5, strategy: random"));
    assertThat(data(drawn).samples()).isEqualTo(Map.of("train", 4, "val", 8, "test", 8));
    Path file = drawn.directory().resolve("subset.json");
    SubsetIndex index = SubsetIndexFile.read(file);
    SubsetFacts facts = requireNonNull(data(drawn).subset());
    assertThat(facts)
        .isEqualTo(
            new SubsetFacts(0.5, null, "random", 234L, Map.of("train", 8), index.identity()));
    assertThat(drawn.facts().subset())
        .isEqualTo("fraction=0.5 random: 4 of 8 train (" + index.identity().substring(0, 8) + ")");
    assertThat(drawn.text()).contains("Trained on a part of the samples, fraction=0.5 random");
    assertThat(log(drawn, "train")).as("one batch of four in each epoch").hasSize(2);

    RunResult listed = run(subset("index: " + file));
    assertThat(scores(listed)).isEqualTo(scores(drawn));
    assertThat(requireNonNull(data(listed).subset())).isEqualTo(facts);
    RunResult other = run(subset("fraction: 0.5, strategy: random, seed: 1"));
    assertThat(scores(other)).isNotEqualTo(scores(drawn));
  }

  @Test
  void makesBatchesSmallerWhereThePartIsSmallerThanOne() {
    RunResult run = run(subset("fraction: 0.25"));
    String warning =
        "the subset has 2 training samples, so that a batch has 2 and not batch_size=4";
    assertThat(said).contains("warning: " + warning);
    assertThat(run.facts().warnings()).containsExactly(warning);
    assertThatThrownBy(() -> run(yaml.replace("count: 8", "count: 2")))
        .as("of a whole split that is too small")
        .hasMessageContaining("[Bench/SplitTooSmall]");
  }

  @Test
  void countsStepsInPlaceOfEpochs() throws IOException {
    RunResult run = run(steps(yaml, 5));
    assertThat(log(run, "train")).hasSize(5);
    assertThat(log(run, "train").get(4)).contains("\"epoch\":3,\"iteration\":5");
    // 0.6 of five steps, from the fourth step on.
    assertThat(log(run, "train").get(2)).contains("\"lr\":0.01");
    assertThat(log(run, "train").get(3)).contains("\"lr\":0.001");
    assertThat(log(run, "val")).hasSize(3);
    RunResult few = run(steps(yaml, 5).replace("n_steps: 5", "n_steps: 5, eval_every_steps: 4"));
    assertThat(log(few, "val")).as("after the fourth and the last step").hasSize(2);
  }

  @Test
  void goesOnExactlyWhenStoppedBeforeAnyStep() throws IOException {
    String config = steps(subset("fraction: 0.75"), 3).replace("batch_size: 4", "batch_size: 2");
    String whole = scores(run(config));
    for (int after = 1; after <= 3; after++) {
      FewLabelsRunTest stopped = new FewLabelsRunTest();
      stopped.work = Files.createDirectory(work.resolve("stopped" + after));
      String own = config.replace(work.toString(), stopped.work.toString());
      int stop = after;
      int[] done = {0};
      assertThatThrownBy(
              () ->
                  stopped.run(
                      own,
                      () -> {
                        if (++done[0] == stop) {
                          stopped.stop.request();
                        }
                      }))
          .isInstanceOf(BenchException.class);
      FewLabelsRunTest later = new FewLabelsRunTest();
      later.work = stopped.work;
      RunResult resumed = later.run(own.replace("resume: false", "resume: true"));
      assertThat(later.said).anyMatch(line -> line.startsWith("resuming after"));
      assertThat(scores(resumed)).isEqualTo(whole);
    }
  }

  @Test
  void refusesToGoOnWithOtherSamples() throws IOException {
    Path list = Files.createDirectory(work.resolve("lists")).resolve("list.json");
    String head =
        "{\"dataset\": \"toy\", \"version\": 3, \"splits\": {\"train\": {\"of\": 8, \"ids\": ";
    Files.writeString(list, head + "[\"train-1\", \"train-2\", \"train-3\", \"train-4\"]}}}");
    String config = subset("index: " + list).replace(work + "\n", work.resolve("runs") + "\n");
    assertThatThrownBy(() -> run(config, stop::request)).isInstanceOf(BenchException.class);
    Files.writeString(list, head + "[\"train-1\", \"train-2\", \"train-3\", \"train-5\"]}}}");
    FewLabelsRunTest later = new FewLabelsRunTest();
    later.work = work;
    assertThatThrownBy(() -> later.run(config.replace("resume: false", "resume: true")))
        .hasMessageContaining("[Bench/SubsetChanged] the run began with the subset listed: 4 of 8")
        .hasMessageContaining("resume=false");
  }

  @Test
  void saysThatPangaeaDrawsOtherwise() {
    run(subset("k_shot: 2").replace("name: default", "name: pangaea"));
    assertThat(said).anyMatch(line -> line.contains("limited_label_train"));
  }

  @Test
  void refusesEpochsAsAnArgumentWhereStepsAreCounted() {
    MapNode config = (MapNode) ToyParts.config(steps(yaml, 5));
    MapNode trainer = (MapNode) requireNonNull(config.select("task.trainer"));
    trainer.put("n_epochs", new ScalarNode(3L, Origin.argument(1, "task.trainer.n_epochs=3")));
    assertThatThrownBy(
            () -> Plan.read(new RunRequest(config, Map.of(), List.of()), ToyParts.components()))
        .hasMessageContaining("[Bench/StepsAndEpochs]")
        .hasMessageContaining("task.trainer.n_steps=null");
  }

  @Test
  void namesTheKeyOfAContradiction() {
    assertThatThrownBy(() -> run(subset("fraction: 0.5, k_shot: 3")))
        .hasMessageContaining("dataset.subset: k_shot and fraction exclude each other");
    assertThatThrownBy(() -> run(subset("fracton: 0.5")))
        .hasMessageContaining("dataset.subset.fracton is not a key")
        .hasMessageContaining("did you mean fraction?");
  }
}
