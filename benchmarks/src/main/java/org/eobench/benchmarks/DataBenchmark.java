package org.eobench.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.bench.Bench;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.features.store.FeatureFolder;
import org.eobench.core.features.store.FeatureKey;
import org.eobench.core.features.store.FeatureStore;
import org.eobench.core.features.store.StoreLimits;
import org.eobench.core.features.store.StoredMap;
import org.eobench.core.features.store.StoredType;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.GeoTiffSpec;
import org.eobench.core.io.geotiff.GeoTiffWriter;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.metrics.ConfusionMatrix;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.Normalization;
import org.eobench.core.preprocess.Normalize;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.run.plan.RunRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The way of a chip of 512 pixels from its file to the batch, its scores, and its features. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls the method that sets the fields
public class DataBenchmark {
  private static final int SIDE = 512;
  private static final int BANDS = 6;
  private static final int CLASSES = 2;
  private static final int LEVELS = 4;
  private static final List<Integer> MAP = List.of(768, 14, 14);

  private Path folder;
  private Path chip;
  private Bench bench;
  private Preprocessor preprocessor;
  private Sample sample;
  private int[] predicted;
  private int[] labels;
  private FeatureStore store;
  private FeatureKey key;

  /** Writes a chip and its features, and draws labels. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    folder = Files.createTempDirectory("benchmark");
    chip = folder.resolve("chip.tif");
    SplittableRandom random = new SplittableRandom(1);
    float[] image = new float[BANDS * SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextDouble();
    }
    GeoTiffWriter.write(chip, GeoTiffSpec.plain(SIDE, SIDE, BANDS, SampleType.FLOAT32), image);
    predicted = random.ints(SIDE * SIDE, 0, CLASSES).toArray();
    labels = random.ints(SIDE * SIDE, -1, CLASSES).toArray();
    openDataset();
    openStore();
  }

  private void openDataset() {
    bench = Bench.open();
    RunRequest request =
        RunRequest.of(
            bench.compose(
                "experiment=quickstart",
                "dataset.img_size=" + SIDE,
                "dataset.training_chips=4",
                "dataset.test_chips=1",
                "cache_dir=" + folder),
            List.of());
    Plan plan = Plan.read(request, bench.components());
    EoDataset dataset = plan.open();
    EncoderSpec encoder =
        EncoderDescription.build(request.config(), bench.components(), TorchOps.declaring()).spec();
    StepContext start = new StepContext(ImageSpec.of(dataset.spec()), encoder, CropPosition.DRAWN);
    preprocessor =
        new Preprocessor(start, List.of(context -> new Normalize(context, Normalization.MEAN_STD)));
    sample = dataset.read(dataset.samples(Split.TRAIN).get(0), start.images().bands());
  }

  private void openStore() {
    FeatureKey identity = FeatureKey.of(FeatureKey.sha256());
    store =
        new FeatureStore(
            FeatureFolder.within(folder),
            identity,
            StoredType.FP32,
            "{}",
            new StoreLimits(1L << 30, 0),
            note -> {});
    key = identity.variant(1);
    int values = MAP.stream().reduce(1, (a, b) -> a * b);
    List<StoredMap> maps =
        IntStream.range(0, LEVELS)
            .mapToObj(
                level ->
                    new StoredMap(
                        MAP,
                        ByteBuffer.allocateDirect(values * Float.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)))
            .toList();
    store.add(key, maps);
    store.flush();
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    store.close();
    bench.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  /** All bands of a chip from a file that the system has in memory. */
  @Benchmark
  public float[] decodeChip() throws IOException {
    try (GeoTiffReader reader = GeoTiffReader.open(chip)) {
      return reader.read();
    }
  }

  /** Normalisation of a chip. */
  @Benchmark
  public Sample preprocessChip() {
    return preprocessor.apply(sample, new SplittableRandom(1));
  }

  /** The confusion matrix of a chip. */
  @Benchmark
  public ConfusionMatrix confusionCounts() {
    ConfusionMatrix counts = new ConfusionMatrix(CLASSES, -1);
    counts.add(predicted, labels);
    return counts;
  }

  /** The four maps of an image from the cache, copied into memory. */
  @Benchmark
  public long featureCacheRead() {
    List<StoredMap> maps = store.find(key);
    if (maps == null) {
      throw new IllegalStateException("the features are not there");
    }
    long sum = 0;
    for (StoredMap map : maps) {
      ByteBuffer copy = ByteBuffer.allocateDirect(map.values().remaining());
      sum += copy.put(map.values()).position();
    }
    return sum;
  }
}
