package org.eobench.pretrain.run;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Range;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.dataset.Split;
import org.eobench.core.nn.torch.PrecisionChoice;
import org.eobench.core.run.device.DeviceChoice;
import org.eobench.pretrain.crops.CropsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The top level of the configuration, {@code pretrain.yaml}. The groups whose keys depend on the
 * component chosen stay nodes until the component is known.
 *
 * @param workDir parent of the run directories
 * @param cacheDir where data sets keep what they make or download
 * @param resume whether to continue the newest run of this very config
 * @param seed seed of weights, sample order, crops, masks and stochastic depth
 * @param device {@code auto}, {@code cpu}, {@code gpu:N} or {@code cuda:N}
 * @param deterministicThreads threads of libtorch on a CPU, or null for as many as it chooses
 * @param numWorkers threads that read and crop samples
 * @param sampleMemoryMb mebibytes of decoded samples that are kept, or null for a quarter of the
 *     heap
 * @param logger the programs that show the run while it works
 * @param useWandb Pangaea's key: whether the files that Weights and Biases imports are written
 * @param batchSize samples per batch
 * @param accumulation batches of one update of the weights
 * @param epochs number of epochs, in which schedules count
 * @param samplesPerEpoch samples after which an epoch ends, or null for one pass over the data;
 *     samples are drawn without replacement until all were seen
 * @param precision number format in matrix products, attention and convolutions
 * @param ckptInterval epochs between two encoders that are kept; 0 keeps only the last one
 * @param ckptEveryIterations iterations between two writes of the last checkpoint within an epoch;
 *     0 writes it only at the end of an epoch
 * @param ckptShare share of the time that writing the last checkpoint at the end of epochs may
 *     take: after short epochs it is written less often, and always after the last one
 * @param logInterval iterations between two log lines
 * @param splits the splits of the data set whose images are used, without their labels
 * @param crops the crops of each image
 * @param imageSteps preprocessing steps before an image is cropped
 * @param probe the probes by name, or none
 */
public record PretrainConfig(
    Path workDir,
    Path cacheDir,
    boolean resume,
    long seed,
    String device,
    @Range(min = 1, max = 1024) @Nullable Integer deterministicThreads,
    @Range(min = 0, max = 256) int numWorkers,
    @Range(min = 0, max = 16_777_216) @Nullable Integer sampleMemoryMb,
    @Default("[]") ConfigNode logger,
    @Default("false") boolean useWandb,
    @Range(min = 1, max = 65_536) int batchSize,
    @Range(min = 1, max = 65_536) int accumulation,
    @Range(min = 1, max = 1_000_000) int epochs,
    @Range(min = 1) @Nullable Integer samplesPerEpoch,
    PrecisionChoice precision,
    @Range(min = 0) int ckptInterval,
    @Range(min = 0) int ckptEveryIterations,
    @Default("0.01") @Range(above = 0, max = 1) double ckptShare,
    @Range(min = 1) int logInterval,
    List<Split> splits,
    CropsConfig crops,
    ConfigNode imageSteps,
    @Nullable ConfigNode probe,
    ConfigNode method,
    ConfigNode dataset,
    ConfigNode encoder,
    ConfigNode protocol) {

  public PretrainConfig {
    splits = List.copyOf(splits);
    if (splits.isEmpty()) {
      throw new IllegalArgumentException("splits must name at least one of train, val and test");
    }
    if (precision == PrecisionChoice.FP16) {
      throw new IllegalArgumentException(
          "precision=fp16 needs a loss scale, which pretraining does not have; bf16 needs none");
    }
    if (!DeviceChoice.isValid(device)) {
      throw new IllegalArgumentException("device=" + device + " must be " + DeviceChoice.CHOICES);
    }
    if (samplesPerEpoch != null && samplesPerEpoch < (long) batchSize * accumulation) {
      throw new IllegalArgumentException(
          "samples_per_epoch="
              + samplesPerEpoch
              + " is less than one update of the weights, of "
              + (long) batchSize * accumulation
              + " samples (batch_size × accumulation)");
    }
  }

  /** Samples of one update of the weights. */
  int samplesPerStep() {
    return Math.multiplyExact(batchSize, accumulation);
  }
}
