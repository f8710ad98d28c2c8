package org.eobench.report.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.results.RunFacts;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.report.runs.StoredRun;

/**
 * The conditions of a run by name: its facts, the selected options of the config groups, and its
 * arguments that can change a result. The seed is none of them, because runs that differ in it
 * alone repeat one experiment.
 */
final class RunKeys {
  static final String ENCODER = "encoder";
  static final String DECODER = "decoder";
  static final String DATASET = "dataset";

  /** Shares or numbers of training images, for curves with few labels. */
  static final List<String> FEW_LABELS =
      List.of("dataset.subset.fraction", "dataset.subset.k_shot");

  /** The values of conditions that a run does not name, where they are known. */
  private static final Map<String, String> DEFAULTS =
      Map.of(FEW_LABELS.get(0), "1", FEW_LABELS.get(1), "all");

  /** What two scores must have in common to stand in one column. */
  static final List<String> OF_A_COLUMN =
      List.of("dataset_version", "task", "split", "protocol", "metric_rules", "test_files");

  /** What a run found out or was given, beyond its configuration. */
  static final List<String> FACTS =
      List.of(
          ENCODER,
          DECODER,
          DATASET,
          "dataset_version",
          "task",
          "split",
          "protocol",
          "metric_rules",
          "test_files",
          "weights",
          "weights_sha256",
          "finetune",
          "number_format",
          "filled_bands",
          "crops_per_image",
          "feature_cache_dtype",
          "normalization");

  /** Hash of all that is configured except the seed. It separates runs that nothing else does. */
  static final String CONFIGURATION = "configuration";

  private static final String SEED = "seed";
  private static final Pattern PLUS = Pattern.compile("^\\++");
  private static final Pattern PACKAGE = Pattern.compile("[@/].*");
  private static final int HASH_DIGITS = 8;

  private RunKeys() {}

  /** All conditions of a run, the most telling first. */
  static Map<String, String> of(StoredRun run) {
    RunFacts facts = run.outcome().facts();
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(ENCODER, facts.encoder());
    keys.put(DECODER, facts.decoder());
    keys.put(DATASET, facts.dataset());
    keys.put("dataset_version", String.valueOf(facts.datasetVersion()));
    keys.put("task", facts.task());
    keys.put("split", facts.split());
    keys.put("protocol", facts.protocol());
    keys.put("metric_rules", rules(run.outcome().context().rules()));
    keys.put("weights", facts.weights());
    keys.put("finetune", facts.finetune());
    keys.put("number_format", facts.numberFormat());
    keys.put("filled_bands", facts.filledBands().isEmpty() ? "none" : facts.filledBands());
    keys.put("crops_per_image", String.valueOf(facts.cropsPerImage()));
    keys.put("feature_cache_dtype", Objects.requireNonNullElse(facts.featureDtype(), "fp32"));
    keys.put("normalization", Objects.requireNonNullElse(facts.normalization(), "data"));
    Provenance provenance = run.record().provenance();
    if (provenance != null) {
      Provenance.Weights weights = provenance.weights();
      keys.put("weights_sha256", weights == null ? "none" : brief(weights.sha256()));
      keys.put("test_files", brief(provenance.data().filesSha256().getOrDefault("test", "none")));
    }
    run.record()
        .choices()
        .forEach(
            (group, option) -> {
              if (!group.startsWith("hydra")) {
                keys.putIfAbsent(group, option);
              }
            });
    run.record().overrides().forEach(word -> put(word, run, keys));
    String experiment = run.record().experiment();
    if (experiment != null) {
      keys.put(CONFIGURATION, brief(experiment));
    }
    return keys;
  }

  /** The value of a condition in runs that do not name it. */
  static String otherwise(String key) {
    return DEFAULTS.getOrDefault(key, "default");
  }

  private static String brief(String hash) {
    return hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
  }

  private static String rules(MetricRules rules) {
    return String.format(
        Locale.ROOT,
        "absent class: %s, epsilon: %s, MSE over %s, top %d",
        rules.absentClass(),
        rules.epsilon(),
        rules.mseAverage(),
        rules.topK());
  }

  /** An argument {@code key=value}, {@code +key=value} or {@code ~key}. */
  private static void put(String word, StoredRun run, Map<String, String> keys) {
    int equal = word.indexOf('=');
    String name = equal < 0 ? word : word.substring(0, equal);
    String key = PLUS.matcher(name).replaceFirst("");
    String value = equal < 0 ? "removed" : word.substring(equal + 1);
    boolean group = run.record().choices().containsKey(PACKAGE.matcher(key).replaceFirst(""));
    if (!group
        && !key.equals(SEED)
        && !key.startsWith("hydra.")
        && Fingerprint.counts(key, value)) {
      keys.putIfAbsent(key, value);
    }
  }
}
