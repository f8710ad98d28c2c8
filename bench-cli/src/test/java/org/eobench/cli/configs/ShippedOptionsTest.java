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
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.registry.Components;
import org.eobench.core.registry.Registry;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.spi.ComponentFactory;
import org.junit.jupiter.api.Test;

/**
 * Every option that is shipped, composed into a run: each of its keys belongs to the record of its
 * component, which {@link UnreadKeysTest} shows to be read, or is referred to by another key.
 */
class ShippedOptionsTest {
  private static final PluginJars NONE = PluginJars.NONE;
  private static final Path CONFIGS = Path.of(System.getProperty("bench.root"), "configs");

  /** What a user must give with options that leave something open. */
  private static final Map<String, List<String>> OPEN =
      Map.of(
          "encoder=torchscript",
          List.of("encoder.encoder_weights=m.pt"),
          "dataset=folder",
          List.of(
              "dataset.root_path=.",
              "dataset.images.optical='*.tif'",
              "dataset.mask='*.tif'",
              "dataset.bands.optical=[B2,B3,B4]",
              "dataset.classes=[land,water]"));

  private final Components components = Plugins.load(NONE).components();
  private final ConfigCommand configs = Configs.command(NONE);
  private final Map<String, List<String>> groups = configs.groups(CommandLine.parse(List.of()));

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
    assertThatThrownBy(() -> request("+protocol.absent_clas=zero"))
        .hasMessageContaining("protocol.absent_clas is a key without effect")
        .hasMessageContaining("did you mean absent_class?");
    assertThat(
            request("+protocol.mine=two", "work_dir=${protocol.mine}")
                .config()
                .selectText("work_dir"))
        .isEqualTo("two");
  }

  @Test
  void refusesAChainOfStepsForNoSplit() {
    assertThatThrownBy(() -> Plan.read(request("+preprocessing.tran=[]"), components))
        .hasMessageContaining("preprocessing.tran is not a split")
        .hasMessageContaining("did you mean train?");
  }

  private static RunRequest request(String... words) {
    List<String> line = new ArrayList<>(List.of("experiment=quickstart"));
    line.addAll(List.of(words));
    return RunRequest.of(Configs.command(NONE).compose(CommandLine.parse(line)), List.of());
  }

  private MapNode composed(String group, String option, Problems problems) {
    List<String> words = new ArrayList<>();
    if (!group.equals("experiment")) {
      words.addAll(List.of("dataset=quickstart", "encoder=dofa_tiny", "decoder=seg_upernet_tiny"));
    } else if (option.equals("flood_chip")) {
      words.add("dataset.root_path=.");
    }
    words.add(group + "=" + option);
    words.addAll(OPEN.getOrDefault(group + "=" + option, List.of()));
    return configs.compose(CommandLine.parse(words)).resolve(problems);
  }

  /** Binds the whole run, and each group's mapping to the record of its component. */
  private void read(MapNode root, Problems problems) {
    Binder.bind(root, RunConfig.class, problems);
    Map<String, Registry<? extends ComponentFactory<?, ?, ?>>> registries =
        Map.of(
            "encoder", components.encoders(),
            "decoder", components.decoders(),
            "dataset", components.datasets(),
            "criterion", components.criteria(),
            "optimizer", components.optimizers(),
            "lr_scheduler", components.schedules());
    registries.forEach(
        (key, registry) -> bind(Objects.requireNonNull(root.select(key)), key, registry, problems));
    MapNode chains = (MapNode) Objects.requireNonNull(root.select("preprocessing"));
    for (MapNode.Entry chain : chains.entries()) {
      for (ConfigNode step : ((ListNode) chain.value()).items()) {
        bind(step, "preprocessing", components.steps(), problems);
      }
    }
  }

  private static void bind(
      ConfigNode node,
      String path,
      Registry<? extends ComponentFactory<?, ?, ?>> registry,
      Problems problems) {
    String target = Objects.requireNonNull(node.selectText("_target_"), path);
    Binder.bind(node, path, registry.get(target, path).configType(), problems);
  }
}
