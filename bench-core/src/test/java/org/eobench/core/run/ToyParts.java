package org.eobench.core.run;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.preprocess.corrupt.Corruption;
import org.eobench.core.registry.Components;
import org.eobench.core.spi.CoreBindings;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.core.spi.DecoderFactory;
import org.eobench.core.spi.EncoderFactory;
import org.eobench.core.train.ToyDataset;
import org.eobench.core.train.ToyDecoder;
import org.eobench.core.train.ToyEncoder;
import org.jspecify.annotations.Nullable;

/** The toy encoder, decoder and data set as plug-ins offer them, and a config that joins them. */
public final class ToyParts extends AbstractModule {
  public static final String YAML =
      """
      train: true
      ckpt_dir: null
      work_dir: WORK
      cache_dir: .cache
      resume: false
      seed: 234
      device: cpu
      finetune: true
      num_workers: 1
      batch_size: 4
      test_num_workers: 1
      test_batch_size: 2
      use_final_ckpt: false
      task:
        trainer: {n_epochs: 2, precision: fp32, ckpt_interval: 0, ckpt_every_iterations: 0,
          eval_interval: 1, log_interval: 1, best_metric_key: mIoU, eval_before_training: false}
        evaluator: {inference_mode: whole, sliding_inference_batch: 8, sliding_stride: null,
          absent_class: skip, metric_epsilon: 0}
      preprocessing: {train: [], val: [], test: []}
      criterion: {_target_: cross_entropy}
      dataset: {_target_: toy, count: 8, only_label: null}
      encoder: {_target_: toy, encoder_weights: null, download_url: null,
        input_bands: {optical: [B1, B2]}, frozen_mode: eval}
      decoder: {_target_: toy}
      optimizer: {_target_: adamw, lr: 0.01}
      lr_scheduler: {_target_: multi_step_lr, lr_milestones: [0.6], gamma: 0.1}
      protocol: {name: default}
      """;

  /**
   * @param onlyLabel the one label of all pixels, or null for the right ones
   */
  record DataConfig(int count, @Nullable Integer onlyLabel) {}

  record ModelConfig(@Inline EncoderKeys keys) implements EncoderConfig {}

  record HeadConfig() {}

  public static Components components() {
    return Guice.createInjector(new CoreBindings(), new ToyParts()).getInstance(Components.class);
  }

  public static ConfigNode config(String yaml) {
    ConfigNode node = YamlReader.read(yaml, "train.yaml");
    if (node == null) {
      throw new IllegalArgumentException("empty");
    }
    return node;
  }

  @ProvidesIntoMap
  @StringMapKey("toy")
  static DatasetFactory<?> data() {
    return new DatasetFactory<DataConfig>() {
      @Override
      public Class<DataConfig> configType() {
        return DataConfig.class;
      }

      @Override
      public EoDataset create(DataConfig config, DatasetContext context) {
        Integer label = config.onlyLabel();
        return label == null
            ? new ToyDataset(config.count())
            : new ToyDataset(config.count(), right -> label);
      }
    };
  }

  @ProvidesIntoMap
  @StringMapKey("toy_fade")
  static Corruption corruption() {
    return new ToyFade();
  }

  @ProvidesIntoMap
  @StringMapKey("toy")
  static EncoderFactory<?> encoder() {
    return new EncoderFactory<ModelConfig>() {
      @Override
      public Class<ModelConfig> configType() {
        return ModelConfig.class;
      }

      @Override
      public Encoder create(ModelConfig config, EncoderContext context) {
        return new ToyEncoder(context.ops());
      }
    };
  }

  @ProvidesIntoMap
  @StringMapKey("toy")
  static DecoderFactory<?> decoder() {
    return new DecoderFactory<HeadConfig>() {
      @Override
      public Class<HeadConfig> configType() {
        return HeadConfig.class;
      }

      @Override
      public Decoder create(HeadConfig config, DecoderContext context) {
        return new ToyDecoder(context.ops());
      }
    };
  }
}
