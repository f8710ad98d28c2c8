package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.run.plan.DatasetKeys;
import org.eobench.core.run.plan.RunConfig;
import org.junit.jupiter.api.Test;

/**
 * Every option that is shipped, composed into a run: each of its keys belongs to the record of its
 * component, which {@link UnreadKeysTest} shows to be read, or is referred to by another key.
 */
class ShippedOptionsTest {
  private static final Path CONFIGS = Path.of(System.getProperty("bench.root"), "configs");

  /** What a user must give with options that leave something open. */
  private static final Map<String, List<String>> OPEN =
      Map.of(
          "encoder=torchscript",
          List.of("encoder.encoder_weights=m.pt"),
          "encoder=embeddings",
          List.of("encoder.path=m", "preprocessing=embeddings"),
          "experiment=flood_chip",
          List.of("dataset.root_path=."),
          "experiment=prithvi_multi_temporal_crop",
          List.of("dataset.root_path=."),
          "dataset=folder",
          List.of(
              "dataset.root_path=.",
              "dataset.images.optical='*.tif'",
              "dataset.mask='*.tif'",
              "dataset.bands.optical=[B2,B3,B4]",
              "dataset.classes=[land,water]"));

  private final ShippedOptions shipped = new ShippedOptions();
  private final Map<String, List<String>> groups = shipped.groups();

  @Test
  void everyKeyOfEveryOptionBelongsToItsComponent() {
    assertThat(groups)
        .containsKeys(
            "encoder",
            "decoder",
            "dataset",
            "task",
            "preprocessing",
            "criterion",
            "optimizer",
            "lr_scheduler",
            "protocol",
            "experiment");
    List<String> wrong = new ArrayList<>();
    int composed = 0;
    for (Map.Entry<String, List<String>> group : groups.entrySet()) {
      for (String option : group.getValue()) {
        Problems problems = new Problems();
        read(composed(group.getKey(), option, problems), problems);
        composed++;
        problems.list().stream()
            .map(Problem::render)
            .forEach(text -> wrong.add(group.getKey() + "=" + option + ": " + text));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(composed).isGreaterThan(150);
  }

  @Test
  void everyTaskSelectsACriterionThatIsMadeForIt() {
    for (String option : Objects.requireNonNull(groups.get("task"))) {
      MapNode run = shipped.smallRun(new Problems(), "task=" + option);
      String kind = Objects.requireNonNull(run.selectText("task.kind"));
      assertThat(shipped.tasksOfCriterion(run)).as("task=%s", option).contains(kind);
    }
  }

  @Test
  void everyKeyOfAProtocolIsReferredTo() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(CONFIGS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        all.append(Files.readString(file));
      }
    }
    Map<String, List<String>> keys = new TreeMap<>();
    for (String option : Objects.requireNonNull(groups.get("protocol"))) {
      MapNode protocol =
          (MapNode)
              Objects.requireNonNull(
                  composed("protocol", option, new Problems()).select("protocol"));
      keys.put(option, protocol.names().stream().sorted().toList());
      for (String key : protocol.names()) {
        if (!key.equals("name")) {
          assertThat(all.toString()).as(option).contains("${protocol." + key + "}");
        }
      }
    }
    assertThat(keys.get("pangaea")).isEqualTo(keys.get("default"));
  }

  @Test
  void refusesAKeyOfAProtocolThatNothingRefersTo() {
    assertThatThrownBy(() -> shipped.quickstart("+protocol.absent_clas=zero"))
        .hasMessageContaining("protocol.absent_clas is a key without effect")
        .hasMessageContaining("did you mean absent_class?");
    assertThat(
            shipped
                .quickstart("+protocol.mine=two", "work_dir=${protocol.mine}")
                .config()
                .selectText("work_dir"))
        .isEqualTo("two");
  }

  @Test
  void refusesAChainOfStepsForNoSplit() {
    assertThatThrownBy(() -> shipped.plan(shipped.quickstart("+preprocessing.tran=[]")))
        .hasMessageContaining("preprocessing.tran is not a split")
        .hasMessageContaining("did you mean train?");
  }

  private MapNode composed(String group, String option, Problems problems) {
    List<String> words = new ArrayList<>(List.of(group + "=" + option));
    words.addAll(OPEN.getOrDefault(group + "=" + option, List.of()));
    return group.equals("experiment")
        ? shipped.composed(problems, words)
        : shipped.smallRun(problems, words.toArray(String[]::new));
  }

  /** Binds the whole run, and each group's mapping to the record of its component. */
  private void read(MapNode root, Problems problems) {
    Binder.bind(root, RunConfig.class, problems);
    shipped
        .registries()
        .forEach(
            (group, registry) -> {
              ConfigNode all = Objects.requireNonNull(root.select(group));
              ConfigNode node = group.equals("dataset") ? DatasetKeys.own(all) : all;
              Binder.bind(node, group, ShippedOptions.type(node, group, registry), problems);
            });
    for (ConfigNode step : ShippedOptions.steps(root)) {
      Binder.bind(step, "preprocessing", shipped.typeOfStep(step), problems);
    }
  }
}
