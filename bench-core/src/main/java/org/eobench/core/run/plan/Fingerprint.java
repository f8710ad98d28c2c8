package org.eobench.core.run.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.provenance.FileHash;
import org.jspecify.annotations.Nullable;

/**
 * The identity of an experiment: SHA-256 of its resolved config, keys sorted, without the keys that
 * cannot change a result. Unlike Pangaea's hash it knows neither time nor folder, so the same
 * experiment has the same fingerprint tomorrow.
 */
public final class Fingerprint {
  /** How much time checkpoints may take, in the config of a pretraining and in the trainer's. */
  private static final String CKPT_SHARE = "ckpt_share";

  /** Pangaea's key, which changes nothing here, at the top and in the trainer's config. */
  private static final String USE_WANDB = "use_wandb";

  /** Keys of the top level that say where and how a run is executed, not what it computes. */
  private static final Set<String> EXECUTION =
      Set.of(
          "resume",
          "work_dir",
          "cache_dir",
          "feature_cache",
          "feature_cache_gb",
          "device",
          "num_workers",
          "test_num_workers",
          "sample_memory_mb",
          "data_check",
          "deterministic_threads",
          "results",
          "gallery",
          "logger",
          CKPT_SHARE,
          USE_WANDB);

  /**
   * Keys of {@code task.trainer} that say what is written when, or by how many processes the same
   * is computed, which changes the rounding only.
   */
  private static final Set<String> WRITING =
      Set.of(
          USE_WANDB,
          "log_interval",
          "ckpt_interval",
          "ckpt_every_iterations",
          CKPT_SHARE,
          "devices");

  /** Keys of {@code task.trainer} that count in steps, without which those of epochs count. */
  private static final String STEPS = "n_steps";

  private static final String EVAL_STEPS = "eval_every_steps";
  private static final List<String> EPOCHS = List.of("n_epochs", "eval_interval");

  /** Keys of {@code dataset.subset}, of which one reduces the samples. */
  private static final List<String> REDUCING = List.of("fraction", "k_shot", "index");

  /** Changes a result only where a score or an error is averaged over batches. */
  private static final String TEST_BATCH_SIZE = "test_batch_size";

  /** Begins the names of scores that are averaged over batches. */
  private static final String BATCH_MEAN = "batch_";

  /** Keys of the top level that change results only at another value than this one. */
  private static final Map<String, String> HARMLESS_AT =
      Map.of(
          "feature_cache_dtype", "fp32",
          "crops_per_image", "null",
          "data_replicate", "1",
          "samples_per_epoch", "null",
          "normalization", "data",
          "normalization_scale", "1",
          "freeze", "[]",
          "lora", "{rank=8, alpha=16, targets=[*]}",
          "model_weights", "{file=null, allow=[]}");

  /** The same for keys of {@code task.trainer}, and for those of {@code optimizer}. */
  private static final Map<String, String> IDLE_AT =
      Map.of(
          "accumulation", "1",
          "clip_grad_norm", "null",
          "early_stopping", "null",
          "ema_decay", "null",
          "groups", "[]",
          "layer_decay", "1");

  /** Digits of a fingerprint that go into directory names. */
  public static final int BRIEF = 6;

  private static final JsonMapper SORTED =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private Fingerprint() {}

  /** Hash of a resolved config. */
  public static String of(ConfigNode resolved) {
    return of(top(resolved));
  }

  /** Hash of a resolved config without its seed, which repetitions of one experiment share. */
  public static String ofAnySeed(ConfigNode resolved) {
    Map<String, @Nullable Object> top = top(resolved);
    top.remove("seed");
    return of(top);
  }

  /** The keys of a config that can change a result, as maps, lists and values. */
  public static Map<String, @Nullable Object> kept(ConfigNode config) {
    return kept(top(config));
  }

  private static Map<String, @Nullable Object> top(ConfigNode config) {
    Map<String, @Nullable Object> top = new LinkedHashMap<>();
    if (plain(config) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> top.put(String.valueOf(key), value));
    }
    return top;
  }

  /** A tree as maps, lists and values. */
  public static @Nullable Object plain(ConfigNode node) {
    if (node instanceof MapNode map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.entries().forEach(entry -> plain.put(entry.name(), plain(entry.value())));
      return plain;
    }
    if (node instanceof ListNode list) {
      List<@Nullable Object> plain = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        plain.add(plain(list.get(i)));
      }
      return plain;
    }
    return ((ScalarNode) node).value();
  }

  /** Hash of a resolved config, given as nested maps, lists and scalars. */
  static String of(Map<String, ? extends @Nullable Object> resolved) {
    try {
      return FileHash.sha256(SORTED.writeValueAsString(kept(resolved)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a config holds maps, lists and scalars only", e);
    }
  }

  private static Map<String, @Nullable Object> kept(
      Map<String, ? extends @Nullable Object> config) {
    Map<String, @Nullable Object> kept = new TreeMap<>();
    config.forEach(
        (key, value) -> {
          if (!EXECUTION.contains(key) && !String.valueOf(value).equals(HARMLESS_AT.get(key))) {
            kept.put(key, essential(key, value));
          }
        });
    if (!averagesBatches(config.get("task"))) {
      kept.remove(TEST_BATCH_SIZE);
    }
    return kept;
  }

  private static @Nullable Object essential(String key, @Nullable Object value) {
    if (key.equals("task")) {
      return withoutWriting(value);
    }
    if (key.equals("optimizer")) {
      return withoutIdle(value);
    }
    return key.equals("dataset") ? withoutIdleGrouping(withoutIdleSubset(value)) : value;
  }

  private static @Nullable Object withoutIdle(@Nullable Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    Map<Object, @Nullable Object> kept = new LinkedHashMap<>(map);
    kept.entrySet().removeIf(Fingerprint::isIdle);
    return kept;
  }

  private static boolean isIdle(Map.Entry<?, ? extends @Nullable Object> entry) {
    return String.valueOf(entry.getValue()).equals(IDLE_AT.get(String.valueOf(entry.getKey())));
  }

  /** The keys of a data set, without those of a subset that is everything. */
  private static @Nullable Object withoutIdleSubset(@Nullable Object node) {
    if (!(node instanceof Map<?, ?> dataset)
        || !(dataset.get("subset") instanceof Map<?, ?> subset)
        || REDUCING.stream().anyMatch(key -> subset.get(key) != null)) {
      return node;
    }
    Map<Object, @Nullable Object> whole = new LinkedHashMap<>(dataset);
    whole.remove("subset");
    return whole;
  }

  /** The keys of a data set, without those of a grouping that keeps all labels. */
  private static @Nullable Object withoutIdleGrouping(@Nullable Object node) {
    if (!(node instanceof Map<?, ?> dataset)
        || !(dataset.get("grouping") instanceof Map<?, ?> grouping)
        || grouping.get("class_of_interest") != null
        || "true".equals(String.valueOf(grouping.get("ignored_as_background")))) {
      return node;
    }
    Map<Object, @Nullable Object> plain = new LinkedHashMap<>(dataset);
    plain.remove("grouping");
    return plain;
  }

  private static boolean averagesBatches(@Nullable Object task) {
    if (!(task instanceof Map<?, ?> map)) {
      return false;
    }
    Object best =
        map.get("trainer") instanceof Map<?, ?> trainer ? trainer.get("best_metric_key") : null;
    return isBatchMean(best)
        || (map.get("evaluator") instanceof Map<?, ?> evaluator
            && ("batches".equals(String.valueOf(evaluator.get("mse_average")))
                || (evaluator.get("metrics") instanceof List<?> metrics
                    && metrics.stream().anyMatch(Fingerprint::isBatchMean))));
  }

  private static boolean isBatchMean(@Nullable Object metric) {
    return String.valueOf(metric).startsWith(BATCH_MEAN);
  }

  private static @Nullable Object withoutWriting(@Nullable Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      return node;
    }
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (!WRITING.contains(String.valueOf(key))) {
            kept.put(String.valueOf(key), withoutWriting(value));
          }
        });
    kept.entrySet().removeIf(Fingerprint::isIdle);
    if (kept.get(STEPS) != null) {
      kept.keySet().removeAll(EPOCHS);
    } else {
      kept.remove(STEPS);
      kept.remove(EVAL_STEPS, null);
    }
    return kept;
  }

  /** The part of a fingerprint that goes into directory names. */
  public static String brief(String fingerprint) {
    return fingerprint.substring(0, BRIEF);
  }

  /**
   * Whether a value of a key can change a result.
   *
   * @param key its full name, such as {@code task.trainer.n_epochs}
   */
  public static boolean counts(String key, String value) {
    List<String> names = List.of(key.split("\\."));
    Object with = value;
    Object without = null;
    for (int i = names.size() - 1; i >= 0; i--) {
      with = Map.of(names.get(i), with);
      without = i == names.size() - 1 ? Map.of() : Map.of(names.get(i), without);
    }
    return !kept(nested(with)).equals(kept(nested(without)));
  }

  private static Map<String, @Nullable Object> nested(@Nullable Object map) {
    Map<String, @Nullable Object> top = new LinkedHashMap<>();
    if (map instanceof Map<?, ?> entries) {
      entries.forEach((name, value) -> top.put(String.valueOf(name), value));
    }
    return top;
  }
}
