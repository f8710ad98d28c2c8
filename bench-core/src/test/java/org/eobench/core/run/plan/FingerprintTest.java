package org.eobench.core.run.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.run.directory.RunName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static Map<String, @Nullable Object> config(@Nullable String... alternating) {
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    for (int i = 0; i < alternating.length; i += 2) {
      config.put(String.valueOf(alternating[i]), alternating[i + 1]);
    }
    return config;
  }

  @Test
  void doesNotDependOnTheOrderOfKeys() {
    assertThat(Fingerprint.of(config("a", "1", "b", "2")))
        .isEqualTo(Fingerprint.of(config("b", "2", "a", "1")));
  }

  @Test
  void dependsOnTheOrderOfListsAndOnEveryValue() {
    assertThat(Fingerprint.of(Map.of("a", List.of(1, 2))))
        .isNotEqualTo(Fingerprint.of(Map.of("a", List.of(2, 1))));
    assertThat(Fingerprint.of(config("seed", "1")))
        .isNotEqualTo(Fingerprint.of(config("seed", "2")));
  }

  @Test
  void ignoresWhereAndHowARunIsExecuted() {
    assertThat(Fingerprint.of(config("seed", "1", "resume", "true", "device", "cpu")))
        .isEqualTo(Fingerprint.of(config("seed", "1", "work_dir", "elsewhere")));
  }

  @Test
  void ignoresWhatIsWrittenWhenAndHowManyAreTestedAtOnce() {
    Map<String, Object> often =
        Map.of("test_batch_size", 4, "task", Map.of("trainer", Map.of("log_interval", 1)));
    Map<String, Object> seldom =
        Map.of("test_batch_size", 8, "task", Map.of("trainer", Map.of("log_interval", 50)));
    assertThat(Fingerprint.of(often)).isEqualTo(Fingerprint.of(seldom));
  }

  @Test
  void holdsTheTestBatchSizeWhereAScoreIsAveragedOverBatches() {
    for (Map<String, Object> task :
        List.<Map<String, Object>>of(
            Map.of("evaluator", Map.of("mse_average", "batches")),
            Map.of("evaluator", Map.of("metrics", List.of("mIoU", "batch_mIoU"))),
            Map.of("trainer", Map.of("best_metric_key", "batch_mF1")))) {
      assertThat(Fingerprint.of(Map.of("test_batch_size", 4, "task", task)))
          .isNotEqualTo(Fingerprint.of(Map.of("test_batch_size", 8, "task", task)));
    }
  }

  /** So that runs from before these keys are still found. */
  @Test
  void keysThatChangeNothingAtTheirDefaultCountOnlyElsewhere() {
    String plain = Fingerprint.of(config("seed", "1"));
    assertThat(Fingerprint.of(config("seed", "1", "feature_cache_dtype", "fp32"))).isEqualTo(plain);
    assertThat(Fingerprint.of(config("seed", "1", "feature_cache_dtype", "bf16")))
        .isNotEqualTo(plain);
    assertThat(Fingerprint.of(config("seed", "1", "crops_per_image", null))).isEqualTo(plain);
    assertThat(Fingerprint.of(config("seed", "1", "normalization", "data"))).isEqualTo(plain);
    assertThat(Fingerprint.of(config("seed", "1", "normalization", "model"))).isNotEqualTo(plain);
    assertThat(Fingerprint.of(config("seed", "1", "crops_per_image", "2"))).isNotEqualTo(plain);
    assertThat(trainer("n_epochs", "5", "accumulation", "1", "clip_grad_norm", null))
        .isEqualTo(trainer("n_epochs", "5"));
    assertThat(trainer("n_epochs", "5", "accumulation", "2"))
        .isNotEqualTo(trainer("n_epochs", "5"));
    assertThat(trainer("n_epochs", "5", "clip_grad_norm", "1"))
        .isNotEqualTo(trainer("n_epochs", "5"));
  }

  @Test
  void aSubsetCountsOnceItReducesTheData() {
    Map<String, @Nullable Object> whole = config("_target_", "toy");
    Map<String, @Nullable Object> idle = config("_target_", "toy");
    idle.put("subset", config("fraction", null, "seed", null, "splits", "train"));
    Map<String, @Nullable Object> tenth = config("_target_", "toy");
    tenth.put("subset", config("fraction", "0.1", "seed", null, "splits", "train"));
    String plain = Fingerprint.of(Map.of("dataset", whole));
    assertThat(Fingerprint.of(Map.of("dataset", idle))).isEqualTo(plain);
    assertThat(Fingerprint.of(Map.of("dataset", tenth))).isNotEqualTo(plain);
  }

  @Test
  void stepsCountInPlaceOfEpochs() {
    String epochs = trainer("n_epochs", "5", "n_steps", null, "eval_every_steps", null);
    assertThat(epochs).isEqualTo(trainer("n_epochs", "5"));
    String steps = trainer("n_epochs", "5", "n_steps", "100", "eval_interval", "1");
    assertThat(steps).isNotEqualTo(epochs);
    assertThat(trainer("n_epochs", "7", "n_steps", "100", "eval_interval", "2")).isEqualTo(steps);
    assertThat(trainer("n_epochs", "5", "n_steps", "101", "eval_interval", "1"))
        .isNotEqualTo(steps);
    assertThat(trainer("n_steps", "100", "eval_every_steps", "9")).isNotEqualTo(steps);
  }

  private static String trainer(@Nullable String... keys) {
    return Fingerprint.of(Map.of("task", Map.of("trainer", config(keys))));
  }

  @Test
  void tellsWhichArgumentsCanChangeAResult() {
    assertThat(Fingerprint.counts("optimizer.lr", "0.1")).isTrue();
    assertThat(Fingerprint.counts("feature_cache_dtype", "bf16")).isTrue();
    assertThat(Fingerprint.counts("feature_cache_dtype", "fp32")).isFalse();
    assertThat(Fingerprint.counts("work_dir", "elsewhere")).isFalse();
    assertThat(Fingerprint.counts("task.trainer.use_wandb", "true")).isFalse();
    assertThat(Fingerprint.counts("logger", "[tensorboard]")).isFalse();
  }

  @Test
  void namesARunByTimeHashAndChoices() {
    String name =
        RunName.of(
            LocalDateTime.of(2026, 11, 20, 18, 5, 9),
            "0123456789abcdef",
            Map.of("encoder", "dofa", "decoder", "seg_upernet", "dataset", "a/b c"));
    assertThat(name).isEqualTo("20261120_180509_012345_dofa_seg_upernet_a-b-c");
  }

  @Test
  void namesAPretrainingByItsMethod() {
    String name =
        RunName.of(
            LocalDateTime.of(2026, 11, 20, 18, 5, 9),
            "0123456789abcdef",
            Map.of("method", "mae", "encoder", "vit_tiny", "dataset", "satlas"));
    assertThat(name).isEqualTo("20261120_180509_012345_mae_vit_tiny_satlas");
  }
}
