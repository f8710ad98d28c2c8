package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import java.nio.file.Path;
import java.util.Objects;
import org.eobench.core.config.ConfigNode;
import org.eobench.core.config.YamlReader;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.model.Finetune;
import org.eobench.core.spi.CoreBindings;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.core.spi.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final String GOOD =
      """
      train: true
      ckpt_dir: null
      work_dir: runs
      cache_dir: .cache
      resume: false
      seed: 234
      device: auto
      finetune: retrain_input
      num_workers: 2
      batch_size: 8
      test_num_workers: 2
      test_batch_size: 1
      use_final_ckpt: false
      task:
        trainer: {n_epochs: 3, precision: fp32, ckpt_interval: 0, ckpt_every_iterations: 0,
          eval_interval: 1, log_interval: 5, best_metric_key: mIoU, eval_before_training: false}
        evaluator: {inference_mode: sliding, sliding_inference_batch: 8, sliding_stride: null,
          absent_class: skip, metric_epsilon: 0}
      preprocessing: {train: [{_target_: BandFilter}], val: [], test: []}
      criterion: {_target_: cross_entropy}
      dataset: {_target_: nowhere, folder: data}
      encoder: {_target_: nothing, encoder_weights: null, download_url: null, frozen_mode: eval}
      decoder: {_target_: flat, channels: 4}
      optimizer: {_target_: adamw, lr: 0.1}
      lr_scheduler: {_target_: multi_step_lr, lr_milestones: [0.6], gamma: 0.1}
      protocol: {name: default, eval_before_training: false}
      """;

  record NowhereConfig(Path folder) {}

  record NothingConfig(
      @Nullable String encoderWeights, @Nullable String downloadUrl, FrozenMode frozenMode)
      implements EncoderConfig {}

  record FlatConfig(int channels) {}

  /** Components that can be configured; a plan makes none of them. */
  static final class Paper extends AbstractModule {
    @ProvidesIntoMap
    @StringMapKey("nowhere")
    static DatasetFactory<?> nowhere() {
      return new DatasetFactory<NowhereConfig>() {
        @Override
        public Class<NowhereConfig> configType() {
          return NowhereConfig.class;
        }

        @Override
        public EoDataset create(NowhereConfig config, DatasetContext context) {
          throw new AssertionError("opened");
        }
      };
    }

    @ProvidesIntoMap
    @StringMapKey("nothing")
    static EncoderFactory<?> nothing() {
      return new EncoderFactory<NothingConfig>() {
        @Override
        public Class<NothingConfig> configType() {
          return NothingConfig.class;
        }

        @Override
        public Encoder create(NothingConfig config, EncoderContext context) {
          throw new AssertionError("made");
        }
      };
    }

    @ProvidesIntoMap
    @StringMapKey("flat")
    static DecoderFactory<?> flat() {
      return new DecoderFactory<FlatConfig>() {
        @Override
        public Class<FlatConfig> configType() {
          return FlatConfig.class;
        }

        @Override
        public Decoder create(FlatConfig config, DecoderContext context) {
          throw new AssertionError("made");
        }
      };
    }
  }

  private static Plan plan(String yaml) {
    Components components =
        Guice.createInjector(new CoreBindings(), new Paper()).getInstance(Components.class);
    ConfigNode root = Objects.requireNonNull(YamlReader.read(yaml, "train.yaml"));
    return Plan.read(root, components);
  }

  @Test
  void understandsAWholeConfigWithoutMakingAnything() {
    Plan plan = plan(GOOD);
    assertThat(plan.config().finetuning()).isEqualTo(Finetune.RETRAIN_INPUT);
    assertThat(plan.protocol()).isEqualTo("default");
    assertThat(plan.steps().get(Split.TRAIN)).hasSize(1);
    assertThat(plan.encoderConfig().frozenMode()).isEqualTo(FrozenMode.EVAL);
  }

  @Test
  void takesABooleanForFinetune() {
    assertThat(plan(GOOD.replace("retrain_input", "true")).config().finetuning())
        .isEqualTo(Finetune.FULL);
    assertThat(plan(GOOD.replace("retrain_input", "false")).config().finetuning())
        .isEqualTo(Finetune.NONE);
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    String wrong =
        GOOD.replace("batch_size: 8", "batch_size: 0")
            .replace("seed: 234", "sead: 234")
            .replace("channels: 4", "chanels: 4")
            .replace("_target_: nothing", "_target_: nothin")
            .replace("n_epochs: 3", "n_epochs: three")
            .replace("_target_: BandFilter", "_target_: BandFilte")
            .replace("lr: 0.1", "lr: -1");
    assertThatThrownBy(() -> plan(wrong))
        .isInstanceOfSatisfying(
            BenchException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIG))
        .hasMessageContaining("batch_size")
        .hasMessageContaining("did you mean seed?")
        .hasMessageContaining("did you mean channels?")
        .hasMessageContaining("[Bench/UnknownEncoder] there is no encoder with the key `nothin`")
        .hasMessageContaining("task.trainer.n_epochs")
        .hasMessageContaining("did you mean BandFilter?")
        .hasMessageContaining("optimizer.lr");
  }

  @Test
  void refusesWhatOnlyTheRecordKnowsToBeWrong() {
    assertThatThrownBy(() -> plan(GOOD.replace("retrain_input", "yes please")))
        .hasMessageContaining("finetune=yes please must be false, none, retrain_input or true");
    assertThatThrownBy(() -> plan(GOOD.replace("device: auto", "device: cuda")))
        .hasMessageContaining("device=cuda must be auto, cpu, gpu or gpu:N");
    assertThatThrownBy(() -> plan(GOOD.replace("train: true", "train: false")))
        .hasMessageContaining("ckpt_dir=runs/<name>");
    assertThatThrownBy(() -> plan(GOOD.replace("best_metric_key: mIoU", "best_metric_key: miou")))
        .hasMessageContaining("did you mean mIoU?");
  }

  @Test
  void saysWhenAComponentDoesNotNameItself() {
    assertThatThrownBy(() -> plan(GOOD.replace("_target_: flat, ", "")))
        .hasMessageContaining("[Bench/MissingTarget] decoder._target_")
        .hasMessageContaining("one of flat");
  }
}
