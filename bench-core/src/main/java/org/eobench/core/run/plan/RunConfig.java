package org.eobench.core.run.plan;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.features.CacheMode;
import org.eobench.core.features.store.StoredType;
import org.eobench.core.model.FineTuning;
import org.eobench.core.model.Finetune;
import org.eobench.core.model.LoraConfig;
import org.eobench.core.nn.TensorPattern;
import org.eobench.core.run.device.DeviceChoice;
import org.jspecify.annotations.Nullable;

/**
 * The top level of the configuration, {@code train.yaml}. The groups whose keys depend on the
 * component chosen stay nodes until the component is known.
 *
 * @param train whether to train; otherwise the checkpoint in {@code ckptDir} is tested
 * @param ckptDir a run directory, for {@code train=false}
 * @param workDir parent of the run directories
 * @param cacheDir where data sets keep what they make or download, and where features are kept
 * @param featureCache whether the features of a frozen encoder are kept, see {@link CacheMode#of}
 * @param featureCacheGb largest size of all kept features
 * @param featureCacheDtype how kept features are rounded, see {@link StoredType}
 * @param cropsPerImage random crops of each training image that the epochs repeat, or null for new
 *     ones in each epoch
 * @param dataReplicate copies of each training sample in an epoch
 * @param samplesPerEpoch how many training samples an epoch draws with replacement, or null for
 *     each sample once
 * @param normalization whose statistics scale the bands
 * @param normalizationScale with {@code normalization=model} or {@code both}, the factor from the
 *     values of the data set to the unit of the encoder's statistics
 * @param resume whether to go on with the newest run of this very config
 * @param seed seed of weights, order, crops and dropout
 * @param device {@code auto}, {@code cpu}, {@code gpu:N} or {@code cuda:N}
 * @param finetune how much of the encoder is trained, see {@link Finetune#of}
 * @param lora the changes that {@code finetune=lora} trains
 * @param freeze patterns of parameters that are not trained although {@code finetune} would train
 *     them
 * @param unfreezeAt share of the training after which the part of the encoder that {@code finetune}
 *     names is trained; null for the whole training
 * @param modelWeights weights of a whole model, which it starts from
 * @param numWorkers threads that read training samples
 * @param batchSize samples per training step
 * @param testNumWorkers threads that read validation and test samples
 * @param testBatchSize samples per evaluation step
 * @param sampleMemoryMb mebibytes of decoded samples that are kept, or null for a quarter of the
 *     heap
 * @param dataCheck what a finding of the data checks does
 * @param deterministicThreads threads of libtorch on a CPU, or null for as many as it chooses
 * @param useFinalCkpt whether to test the last weights and not the best
 * @param useWandb Pangaea's key at this place, which {@code task.trainer.use_wandb} takes over
 * @param results the formats that the result is written in, see {@link
 *     org.eobench.core.results.ResultWriter}
 * @param gallery how many of the best, of the median and of the worst test samples are drawn
 * @param logger the programs that show the run while it works, a name or a list of names, see
 *     {@link org.eobench.core.logger.RunLogger}
 */
public record RunConfig(
    boolean train,
    @Nullable Path ckptDir,
    Path workDir,
    Path cacheDir,
    @Default("off") ScalarNode featureCache,
    @Default("50") @Range(min = 0, max = 1_000_000) double featureCacheGb,
    @Default("fp32") String featureCacheDtype,
    @Range(min = 1, max = 65_536) @Nullable Integer cropsPerImage,
    @Default("1") @Range(min = 1, max = 100_000) int dataReplicate,
    @Range(min = 1, max = 100_000_000) @Nullable Integer samplesPerEpoch,
    @Default("data") NormalizationSource normalization,
    @Default("1") @Range(above = 0) double normalizationScale,
    boolean resume,
    long seed,
    String device,
    ScalarNode finetune,
    @Default("{}") LoraConfig lora,
    @Default("[]") List<String> freeze,
    @Range(above = 0, below = 1) @Nullable Double unfreezeAt,
    @Default("{}") ModelWeightsConfig modelWeights,
    @Range(min = 0, max = 256) int numWorkers,
    @Range(min = 1, max = 65_536) int batchSize,
    @Range(min = 0, max = 256) int testNumWorkers,
    @Range(min = 1, max = 65_536) int testBatchSize,
    @Range(min = 0, max = 16_777_216) @Nullable Integer sampleMemoryMb,
    @Default("stop") DataCheck dataCheck,
    @Range(min = 1, max = 1024) @Nullable Integer deterministicThreads,
    boolean useFinalCkpt,
    @Default("false") boolean useWandb,
    @Default("[txt, csv, md, json]") List<String> results,
    @Default("3") @Range(min = 0, max = 100) int gallery,
    @Default("[]") ConfigNode logger,
    TaskConfig task,
    ConfigNode preprocessing,
    ConfigNode criterion,
    ConfigNode dataset,
    ConfigNode encoder,
    ConfigNode decoder,
    ConfigNode optimizer,
    ConfigNode lrScheduler,
    ConfigNode protocol) {

  public RunConfig {
    results = List.copyOf(results);
    freeze = List.copyOf(freeze);
    if (Finetune.of(String.valueOf(finetune.value())).isEmpty()) {
      throw new IllegalArgumentException(
          "finetune=" + finetune.value() + " must be " + Finetune.CHOICES);
    }
    if (dataReplicate > 1 && samplesPerEpoch != null) {
      throw new IllegalArgumentException(
          "data_replicate="
              + dataReplicate
              + " has no effect with samples_per_epoch, which says how many an epoch draws");
    }
    if (!lora.equals(LoraConfig.DEFAULT)
        && Finetune.of(String.valueOf(finetune.value())).orElseThrow() != Finetune.LORA) {
      throw new IllegalArgumentException(
          "the keys of lora are for finetune=lora, but finetune=" + finetune.value());
    }
    if (task.trainer().checkpointing()
        && Finetune.of(String.valueOf(finetune.value())).orElseThrow() == Finetune.NONE) {
      throw new IllegalArgumentException(
          "task.trainer.checkpointing=true saves memory where the encoder is trained, with"
              + " finetune=true; finetune="
              + finetune.value()
              + " keeps nothing of the encoder for the backward pass");
    }
    int devices = task.trainer().devices();
    if (devices > batchSize) {
      throw new IllegalArgumentException(
          "task.trainer.devices="
              + devices
              + " share each batch, so batch_size="
              + batchSize
              + " must be at least as many samples");
    }
    if (normalization == NormalizationSource.DATA && normalizationScale != 1) {
      throw new IllegalArgumentException(
          "normalization_scale=" + normalizationScale + " is for normalization=model or both");
    }
    if (unfreezeAt != null
        && Finetune.of(String.valueOf(finetune.value())).orElseThrow() == Finetune.NONE) {
      throw new IllegalArgumentException(
          "unfreeze_at="
              + unfreezeAt
              + " says when the encoder begins to train, but finetune="
              + finetune.value()
              + " never trains it; give `finetune=true`");
    }
    if (unfreezeAt != null && task.trainer().checkpointing()) {
      throw new IllegalArgumentException(
          "task.trainer.checkpointing=true is for an encoder that is trained from the first step,"
              + " without unfreeze_at="
              + unfreezeAt);
    }
    if (CacheMode.of(String.valueOf(featureCache.value())).isEmpty()) {
      throw new IllegalArgumentException(
          "feature_cache=" + featureCache.value() + " must be off, auto or require");
    }
    if (StoredType.of(featureCacheDtype).isEmpty()) {
      throw new IllegalArgumentException(
          "feature_cache_dtype=" + featureCacheDtype + " must be fp32, fp16, bf16 or int8");
    }
    if (!DeviceChoice.isValid(device)) {
      throw new IllegalArgumentException("device=" + device + " must be " + DeviceChoice.CHOICES);
    }
    if (train && ckptDir != null) {
      throw new IllegalArgumentException(
          "ckpt_dir="
              + ckptDir
              + " is for train=false, which tests that run; to go on with a run that was stopped,"
              + " leave it out and give `resume=true` with the arguments of the run");
    }
    if (!train && ckptDir == null) {
      throw new IllegalArgumentException(
          "train=false needs the run directory of the checkpoint to test:"
              + " ckpt_dir=runs/<name>");
    }
  }

  /** Whether the features of a frozen encoder are kept. */
  public CacheMode cacheMode() {
    return CacheMode.of(String.valueOf(featureCache.value())).orElseThrow();
  }

  /** How kept features are rounded. */
  public StoredType storedType() {
    return StoredType.of(featureCacheDtype).orElseThrow();
  }

  /** How much of the encoder is trained, for results. */
  public String trainedPart() {
    Finetune extent = finetuning();
    String part =
        switch (extent) {
          case LORA -> extent.key() + " " + lora.text();
          case LAST_BLOCKS -> "last_" + lastBlocks();
          default -> extent.key();
        };
    return unfreezeAt == null ? part : part + " from " + unfreezeAt;
  }

  /** The parameters that are trained. */
  public FineTuning fineTuning(FrozenMode frozenMode) {
    return new FineTuning(
        finetuning(),
        frozenMode,
        freeze.stream().map(TensorPattern::new).toList(),
        lastBlocks(),
        unfreezeAt == null ? 0 : unfreezeAt);
  }

  private int lastBlocks() {
    return Finetune.lastBlocks(String.valueOf(finetune.value()));
  }

  /** How much of the encoder is trained. */
  public Finetune finetuning() {
    return Finetune.of(String.valueOf(finetune.value())).orElseThrow();
  }
}
