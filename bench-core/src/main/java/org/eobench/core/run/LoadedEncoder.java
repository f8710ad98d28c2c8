package org.eobench.core.run;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.loader.ImageBatch;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.nn.torch.AttentionOps;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.device.ComputeDevice;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunConfig;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.run.weights.UnfinishedSource;
import org.eobench.core.train.Checkpoints;
import org.eobench.core.train.StopSignal;
import org.jspecify.annotations.Nullable;

/**
 * The encoder of a configuration with its weights, and the images that it sees: what an analysis of
 * an encoder needs of a run. No decoder need be chosen. With {@code train=false ckpt_dir=RUN} the
 * weights are those of that run. Close it when done.
 */
public final class LoadedEncoder implements AutoCloseable {
  private final Plan plan;
  private final RunRequest request;
  private final ComputeDevice device;
  private final AttentionOps ops;
  private final RunSetup setup;
  private final ProgressListener progress;
  private final StopSignal stop;

  private LoadedEncoder(
      Plan plan,
      RunRequest request,
      ComputeDevice device,
      ProgressListener progress,
      StopSignal stop) {
    this.plan = plan;
    this.request = request;
    this.device = device;
    this.progress = progress;
    this.stop = stop;
    RunConfig config = plan.config();
    ops =
        new AttentionOps(device.manager(), config.task().trainer().precision().on(device.device()));
    setup = new RunSetup(plan, request, ops, plan::open);
    if (config.train()) {
      new RunLoaders(plan, setup, null).showImagesToEncoder();
    }
  }

  /**
   * Opens the data set and loads the weights.
   *
   * @param stop ends {@link #read} when it is set
   * @throws BenchException if data or weights are missing or do not fit
   */
  public static LoadedEncoder open(
      RunRequest request, Components components, ProgressListener progress, StopSignal stop) {
    String tested = request.config().selectText("ckpt_dir");
    Plan plan =
        tested == null ? Plan.ofEncoder(request, components) : Plan.read(request, components);
    ComputeDevice device = plan.openDevice();
    try {
      LoadedEncoder opened = new LoadedEncoder(plan, request, device, progress, stop);
      opened.restore(plan.config().ckptDir());
      opened.encoder().warnings().forEach(progress::message);
      UnfinishedSource.warnings(plan.encoderConfig().keys().encoderWeights())
          .forEach(warning -> progress.message("warning: " + warning));
      opened.setup.fineTuning().beginEvaluation(opened.setup.model());
      return opened;
    } catch (RuntimeException | Error failure) {
      device.close();
      throw failure;
    }
  }

  private void restore(@Nullable Path run) {
    if (run != null) {
      Checkpoints checkpoints = setup.checkpoints(run, RunDirectory.read(run), progress);
      Path weights = plan.config().useFinalCkpt() ? checkpoints.last() : checkpoints.best();
      Testing.requireThere(weights);
      checkpoints.load(weights);
    }
  }

  public Encoder encoder() {
    return setup.model().encoder();
  }

  /** The operators that the encoder computes with. */
  public AttentionOps ops() {
    return ops;
  }

  public EoDataset dataset() {
    return setup.dataset();
  }

  /** The facts about images that leave the preprocessing. */
  public ImageSpec images() {
    return setup.preprocessor(Split.TEST).output();
  }

  /** The chain that test images go through, from the bands that reach its end. */
  public Preprocessor preprocessor() {
    return setup.preprocessor(Split.TEST).narrowed();
  }

  /** Samples of a pass through the encoder. */
  public int batchSize() {
    return plan.config().batchSize();
  }

  /** SHA-256 of the file of weights; null for random weights. */
  public @Nullable String weightsSha256() {
    return setup.weightsSha256();
  }

  /** Where messages and progress go. */
  public ProgressListener progress() {
    return progress;
  }

  /**
   * Ends the work if somebody asked for it.
   *
   * @param state what becomes of the files, such as {@code nothing was written}
   */
  public void throwIfStopped(String state) {
    if (stop.requested()) {
      throw new BenchException(
          ExitCode.INTERRUPTED, Problem.of("Interrupted", "stopped on request; " + state));
    }
  }

  /** The option of the encoder. */
  public String name() {
    return request.choices().getOrDefault("encoder", plan.encoder().target());
  }

  /** Where the weights are from. */
  public String weights() {
    Path run = plan.config().ckptDir();
    String file = plan.encoderConfig().keys().encoderWeights();
    if (run != null) {
      return "run " + run;
    }
    return file == null ? "random, seed " + plan.config().seed() : file;
  }

  /** What happens to images that are larger than the encoder's input; empty if none is. */
  public String cropping() {
    int size = encoder().spec().inputSize();
    ImageSpec images = images();
    return images.height() <= size && images.width() <= size
        ? ""
        : String.format(
            Locale.ROOT,
            "of each image of %d × %d pixels, the encoder sees the centre, %d × %d pixels",
            images.height(),
            images.width(),
            size,
            size);
  }

  /**
   * Reads samples, batch by batch; training samples are preprocessed like validation samples. The
   * arrays of a batch live until the next one.
   *
   * @param stage label of the progress
   * @param use gets each batch, cropped as {@link #cropping} says, and the same on the device
   */
  public void read(
      Split split, List<SampleRef> chosen, String stage, BiConsumer<Batch, EncoderInput> use) {
    readWhole(
        split,
        chosen,
        stage,
        batch -> {
          try (NDManager scope = ops.manager().newSubManager()) {
            Batch seen = cropped(batch);
            use.accept(seen, DeviceBatch.input(seen, scope));
          }
        });
  }

  /**
   * Reads samples as {@link #read} does, in their whole size.
   *
   * @param use gets each batch in host memory
   */
  public void readWhole(Split split, List<SampleRef> chosen, String stage, Consumer<Batch> use) {
    RunConfig config = plan.config();
    LoaderOptions options =
        LoaderOptions.evaluation(
            Math.min(config.batchSize(), chosen.size()), config.testNumWorkers(), config.seed());
    Split chain = split == Split.TRAIN ? Split.VAL : split;
    try (DataLoader loader =
            new DataLoader(
                new ChosenOnly(setup.dataset(), chosen),
                split,
                setup.preprocessor(chain),
                options);
        ProgressListener.Bar bar = progress.bar(stage, chosen.size())) {
      int done = 0;
      for (Batch batch : loader.epoch(0)) {
        throwIfStopped("nothing was written");
        use.accept(batch);
        done += batch.size();
        bar.to(done, "");
      }
    }
  }

  /** The centre of images that are larger than the encoder's input. */
  private Batch cropped(Batch batch) {
    int size = encoder().spec().inputSize();
    Map<String, ImageBatch> images = new LinkedHashMap<>();
    batch.images().forEach((modality, image) -> images.put(modality, centre(image, size)));
    return new Batch(images, batch.targets(), batch.refs(), batch.acquisitions());
  }

  private static ImageBatch centre(ImageBatch image, int size) {
    int rows = Math.min(size, image.height());
    int columns = Math.min(size, image.width());
    if (rows == image.height() && columns == image.width()) {
      return image;
    }
    int top = (image.height() - rows) / 2;
    int left = (image.width() - columns) / 2;
    int planes = image.batch() * image.channels() * image.frames();
    float[] data = new float[planes * rows * columns];
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row < rows; row++) {
        int from = (plane * image.height() + top + row) * image.width() + left;
        System.arraycopy(image.data(), from, data, (plane * rows + row) * columns, columns);
      }
    }
    return new ImageBatch(data, image.batch(), image.channels(), image.frames(), rows, columns);
  }

  @Override
  public void close() {
    device.close();
  }

  /** A data set whose splits are all the chosen samples. */
  private record ChosenOnly(EoDataset all, List<SampleRef> chosen) implements EoDataset {
    @Override
    public DatasetSpec spec() {
      return all.spec();
    }

    @Override
    public List<SampleRef> samples(Split split) {
      return chosen;
    }

    @Override
    public Sample read(SampleRef ref, Map<String, List<String>> bands) {
      return all.read(ref, bands);
    }
  }
}
