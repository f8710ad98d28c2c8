package org.eobench.cli.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.plugin.PluginJars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code protocol=pangaea} with each of Pangaea's data sets, compared with a table of its facts.
 * What is not equal is in the table, too, with our value and the reason.
 */
class PangaeaSetsTest {
  private static final List<String> STATISTICS = List.of("mean", "std", "min", "max");

  /**
   * By task: the steps of training images, of the others, the criterion, epochs, the best score.
   */
  private static final Map<String, List<String>> BY_TASK =
      Map.of(
          "segmentation",
          List.of("RandomCropToEncoder", "NormalizeMeanStd", "cross_entropy", "80", "mIoU"),
          "change_detection",
          List.of("RandomCropToEncoder", "NormalizeMeanStd", "cross_entropy", "80", "mIoU"),
          "regression",
          List.of("RandomCropToEncoder", "NormalizeMinMax", "mse", "80", "RMSE"),
          "classification",
          List.of("ResizeToEncoder", "NormalizeMeanStd", "cross_entropy", "50", "accuracy"),
          "multi_label_classification",
          List.of("ResizeToEncoder", "NormalizeMeanStd", "binary_cross_entropy", "50", "F1"));

  private static MapNode table() {
    try (InputStream in = PangaeaSetsTest.class.getResourceAsStream("/pangaea-sets.yaml")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return (MapNode) Objects.requireNonNull(YamlReader.read(text, "pangaea-sets.yaml"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static MapNode composed(String dataset) {
    List<String> words = List.of("~encoder", "~decoder", "protocol=pangaea", "dataset=" + dataset);
    return Configs.command(PluginJars.NONE).compose(CommandLine.parse(words)).resolve();
  }

  @TestFactory
  Stream<DynamicTest> everySetIsAsInPangaea() {
    MapNode table = table();
    assertThat(table.size()).isEqualTo(28);
    return table.names().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name, () -> compare((MapNode) Objects.requireNonNull(table.get(name)))));
  }

  private static void compare(MapNode theirs) {
    MapNode config = composed(text(theirs, "dataset"));
    Map<String, Object> expected = expected(theirs);
    Map<String, Object> ours = new LinkedHashMap<>();
    expected.keySet().forEach(key -> ours.put(key, ofBands(key, config)));
    ConfigNode differs = theirs.get("differs");
    List<String> known = differs == null ? List.of() : ((MapNode) differs).names();
    List<String> unequal =
        expected.keySet().stream().filter(key -> !same(expected.get(key), ours.get(key))).toList();
    assertThat(unequal)
        .as("keys that differ, of %s; ours: %s", expected, ours)
        .containsExactlyInAnyOrderElementsOf(known);
  }

  /** A value of the configuration; of statistics, those of each band by its name. */
  private static @Nullable Object ofBands(String key, MapNode config) {
    String modality = key.substring(key.lastIndexOf('.') + 1);
    if (key.startsWith("dataset.bands.")) {
      return bands(config, modality) instanceof List<?> names
          ? new TreeSet<>(names.stream().map(String::valueOf).toList())
          : null;
    }
    if (key.equals("dataset.num_classes") && value(config.select(key)) == null) {
      return ((ListNode) Objects.requireNonNull(config.select("dataset.classes"))).size() + 0.0;
    }
    Object value = value(config.select(key));
    if (!key.startsWith("dataset.data_") || !(value instanceof List<?> values)) {
      return value;
    }
    return byName(bands(config, modality), values);
  }

  /** The bands of GEO-Bench have the names of its files with this protocol. */
  private static @Nullable Object bands(MapNode config, String modality) {
    Object names = value(config.select("dataset.band_names"));
    ConfigNode published = config.select("dataset.published_bands." + modality);
    return "as_published".equals(names) && published != null
        ? value(published)
        : value(config.select("dataset.bands." + modality));
  }

  private static Object byName(@Nullable Object bands, List<?> values) {
    if (!(bands instanceof List<?> names) || names.size() != values.size()) {
      return values;
    }
    Map<String, Object> named = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      named.put(String.valueOf(names.get(i)), values.get(i));
    }
    return named;
  }

  /** Pangaea's value of each key of a composed configuration. */
  private static Map<String, Object> expected(MapNode theirs) {
    Map<String, Object> expected = new LinkedHashMap<>();
    for (String key : List.of("img_size", "multi_temporal", "num_classes", "ignore_index")) {
      expected.put("dataset." + key, value(theirs.get(key)));
    }
    expected.put("dataset.distribution", value(theirs.get("distribution")));
    String task = text(theirs, "task");
    expected.put("task.kind", task);
    for (String modality : List.of("optical", "sar")) {
      if (theirs.get(modality) instanceof MapNode images) {
        List<?> names = (List<?>) Objects.requireNonNull(value(images.get("bands")));
        expected.put(
            "dataset.bands." + modality,
            new TreeSet<>(names.stream().map(String::valueOf).toList()));
        for (String key : STATISTICS) {
          Object values = value(images.get(key));
          expected.put(
              "dataset.data_" + key + "." + modality,
              values instanceof List<?> list ? byName(names, list) : values);
        }
      }
    }
    List<String> chain = Objects.requireNonNull(BY_TASK.get(task));
    List<String> whole = new ArrayList<>(List.of("BandFilter", chain.get(1), "BandPadding"));
    List<String> training = new ArrayList<>(whole);
    training.add(0, chain.get(0));
    expected.put("preprocessing.train", training);
    boolean resized = chain.get(0).startsWith("Resize");
    expected.put("preprocessing.val", resized ? training : whole);
    expected.put("preprocessing.test", resized ? training : whole);
    expected.put("criterion._target_", chain.get(2));
    expected.put("task.trainer.n_epochs", Double.valueOf(chain.get(3)));
    expected.put("task.trainer.best_metric_key", chain.get(4));
    expected.put("task.trainer.eval_interval", 5.0);
    expected.put("task.trainer.precision", "fp32");
    expected.put("task.trainer.eval_before_training", true);
    expected.put("task.evaluator.inference_mode", resized ? "whole" : "sliding");
    expected.put("batch_size", 8.0);
    expected.put("test_batch_size", 1.0);
    expected.put("seed", 234.0);
    expected.put("finetune", false);
    expected.put("optimizer._target_", "adamw");
    expected.put("optimizer.lr", 1e-4);
    expected.put("optimizer.betas", List.of(0.9, 0.999));
    expected.put("optimizer.weight_decay", 0.05);
    expected.put("lr_scheduler._target_", "multi_step_lr");
    expected.put("lr_scheduler.lr_milestones", List.of(0.6, 0.9));
    expected.put("lr_scheduler.gamma", 0.1);
    expected.put("dataset.missing_pixels", "fill");
    return expected;
  }

  private static String text(MapNode node, String key) {
    return String.valueOf(((ScalarNode) Objects.requireNonNull(node.get(key))).value());
  }

  /** A number as a double, a list of steps as their names. */
  private static @Nullable Object value(@Nullable ConfigNode node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.value() instanceof Number number ? number.doubleValue() : scalar.value();
    }
    if (node instanceof ListNode list) {
      List<Object> values = new ArrayList<>();
      list.items().forEach(item -> values.add(String.valueOf(value(item))));
      return values;
    }
    return node instanceof MapNode map && map.has("_target_") ? value(map.get("_target_")) : null;
  }

  /** Statistics that Pangaea sets to 0 are placeholders, which nothing is computed from. */
  private static boolean same(@Nullable Object theirs, @Nullable Object ours) {
    if (theirs instanceof Double zero && zero == 0 && !(ours instanceof Double)) {
      return ours == null
          || ours instanceof Map<?, ?> named && Set.of("0.0").containsAll(named.values())
          || ours instanceof List<?> none && none.isEmpty();
    }
    if (theirs instanceof List<?> list && list.isEmpty()) {
      return ours == null || ours.equals(list) || ours.equals(List.of("1.0"));
    }
    if (theirs instanceof List<?> some) {
      return ours instanceof List<?> other
          && some.stream()
              .map(String::valueOf)
              .toList()
              .equals(other.stream().map(String::valueOf).toList());
    }
    return Objects.equals(theirs, ours);
  }
}
