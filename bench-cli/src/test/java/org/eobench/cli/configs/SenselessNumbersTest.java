package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.run.plan.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number of every shipped option, replaced by one that makes no sense. */
class SenselessNumbersTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Keys that may be negative; each is said to be so where it is documented. */
  private static final Set<String> SIGNED =
      Set.of(
          "seed", // any number draws other weights
          "scene_seed",
          "pair_seed",
          "ignore_index",
          "target_offset",
          "data_mean",
          "data_min",
          "data_max",
          "fill_value",
          "offset",
          "bias",
          "add_by",
          "sar_ids", // numbers of radar channels, which are negative
          "div_by"); // a factor of either sign, as the authors' file has it

  /** Facts, values of others, and marks of missing data, which may be any number. */
  private static final Set<String> OTHERS = Set.of("card", "protocol", "nodata");

  private final ShippedOptions shipped = new ShippedOptions();

  @Test
  void noneOfThemIsTaken() {
    Set<String> taken = new TreeSet<>();
    int[] tried = {0};
    MapNode run = composed("seed=1");
    ((MapNode) Objects.requireNonNull(run.select("task")))
        .put("evaluator", new MapNode(run.origin()));
    tryAll(run, "", RunConfig.class, taken, tried);
    Map<String, List<String>> options = shipped.groups();
    shipped
        .registries()
        .forEach(
            (group, registry) -> {
              Set<String> seen = new TreeSet<>();
              for (String option : Objects.requireNonNull(options.get(group))) {
                ConfigNode node =
                    Objects.requireNonNull(composed(group + "=" + option).select(group));
                if (seen.add(ShippedOptions.target(node))) {
                  var type = ShippedOptions.type(node, group, registry);
                  tryAll(node, group, type, taken, tried);
                }
              }
            });
    for (String option : Objects.requireNonNull(options.get("task"))) {
      MapNode root = composed("task=" + option);
      ConfigNode evaluator = Objects.requireNonNull(root.select("task.evaluator"));
      String kind = Objects.requireNonNull(root.selectText("task.kind"));
      tryAll(evaluator, "task.evaluator", shipped.typeOfEvaluator(kind), taken, tried);
    }
    for (String option : Objects.requireNonNull(options.get("preprocessing"))) {
      for (ConfigNode step : ShippedOptions.steps(composed("preprocessing=" + option))) {
        tryAll(step, "preprocessing", shipped.typeOfStep(step), taken, tried);
      }
    }
    assertThat(taken).isEmpty();
    assertThat(tried[0]).isGreaterThan(900);
  }

  private MapNode composed(String word) {
    return shipped.smallRun(new Problems(), word);
  }

  private static <R extends Record> void tryAll(
      ConfigNode node, String path, Class<R> type, Set<String> taken, int[] tried) {
    List<String> numbers = new ArrayList<>();
    collect(node, "", numbers);
    // What is wrong before, as options leave keys open, is not what is looked for.
    List<Problem> before = problems(yaml(node, "", "none", ""), path, type);
    for (String number : numbers) {
      for (String value : List.of(".nan", ".inf", "-.inf", "-1")) {
        boolean signed = List.of(number.split("\\.")).stream().anyMatch(SIGNED::contains);
        if (value.equals("-1") && signed) {
          continue;
        }
        tried[0]++;
        List<Problem> after = problems(yaml(node, "", number, value), path, type);
        if (before.containsAll(after)) {
          taken.add(type.getSimpleName() + " takes " + number + "=" + value);
        }
      }
    }
  }

  private static <R extends Record> List<Problem> problems(
      String yaml, String path, Class<R> type) {
    Problems problems = new Problems();
    Binder.bind(ConfigNode.ofYaml(yaml, "numbers.yaml"), path, type, problems);
    return problems.list();
  }

  /** The paths of all numbers that the record itself reads. */
  private static void collect(ConfigNode node, String path, List<String> numbers) {
    if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        boolean group = path.isEmpty() && entry.value().selectText("_target_") != null;
        if (!group && !OTHERS.contains(entry.name())) {
          collect(entry.value(), join(path, entry.name()), numbers);
        }
      }
    } else if (node instanceof ListNode list) {
      for (int i = 0; i < list.size(); i++) {
        collect(list.get(i), join(path, String.valueOf(i)), numbers);
      }
    } else if (node instanceof ScalarNode scalar && scalar.value() instanceof Number) {
      numbers.add(path);
    }
  }

  private static String yaml(ConfigNode node, String path, String changed, String value) {
    if (path.equals(changed)) {
      return value;
    }
    List<String> parts = new ArrayList<>();
    if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        parts.add(
            quoted(entry.name())
                + ": "
                + yaml(entry.value(), join(path, entry.name()), changed, value));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    if (node instanceof ListNode list) {
      for (int i = 0; i < list.size(); i++) {
        parts.add(yaml(list.get(i), join(path, String.valueOf(i)), changed, value));
      }
      return "[" + String.join(", ", parts) + "]";
    }
    Object scalar = ((ScalarNode) node).value();
    return scalar instanceof String text ? quoted(text) : String.valueOf(scalar);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "optimizer.lr=inf, 'a finite number, more than 0'",
    "optimizer.lr=nan, more than 0",
    "optimizer.lr=-1, more than 0",
    "optimizer.lr=0, more than 0",
    "optimizer.weight_decay=inf, at least 0",
    "optimizer.weight_decay=-0.1, at least 0",
    "optimizer.eps=nan, at least 0",
    "lr_scheduler.gamma=inf, more than 0",
    "criterion.label_smoothing=1, '[0,1)'",
    "decoder.dropout=1.0, '[0, 1)'",
    "decoder.dropout=nan, a finite number",
    "batch_size=0, at least 1",
    "batch_size=inf, an integer",
    "task.trainer.n_epochs=0, at least 1",
    "task.evaluator.metric_epsilon=inf, at least 0",
    "deterministic_threads=0, at least 1",
  })
  void saysWhichKeyAndWhatWouldBeRight(String override, String range) {
    String key = override.substring(0, override.indexOf('='));
    assertThatThrownBy(() -> shipped.plan(shipped.quickstart(override)))
        .hasMessageContaining(key.substring(key.lastIndexOf('.') + 1))
        .hasMessageContaining(range);
  }
}
