package org.eobench.datasets.embeddings.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.inference.SceneWindows;
import org.eobench.core.inference.SceneWindows.Axis;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.ImageBatch;
import org.eobench.core.run.LoadedEncoder;
import org.eobench.datasets.embeddings.format.Description;
import org.jspecify.annotations.Nullable;

/**
 * Writes the embeddings of the images of a data set. Images of the encoder's input size are encoded
 * in batches, as a run does; larger ones in windows, and smaller ones with zeros around them.
 */
public final class DatasetEmbedding {
  private final LoadedEncoder encoder;
  private final EmbedOptions options;
  private final EncoderMaps maps;
  private final int input;
  private long filled;

  /**
   * @throws BenchException if the encoder does not have what the options ask for
   */
  public DatasetEmbedding(LoadedEncoder encoder, EmbedOptions options) {
    this.encoder = encoder;
    this.options = options;
    this.maps = new EncoderMaps(encoder, options);
    this.input = encoder.encoder().spec().inputSize();
  }

  /**
   * Encodes and writes.
   *
   * @param splits at least one
   * @param folder is created; {@code embeddings.json} is written last
   */
  public EmbedReport write(List<Split> splits, Path folder) {
    Map<Split, List<SampleRef>> samples = new LinkedHashMap<>();
    splits.forEach(split -> samples.put(split, encoder.dataset().samples(split)));
    int count = samples.values().stream().mapToInt(List::size).sum();
    Storage storage =
        options.isFitted() ? fitted(samples) : Calibration.unfitted(maps.width(), options.type());
    List<Description.Entry> entries =
        EmbeddingFiles.of(options, storage.coding(), count)
            .write(
                folder,
                sink ->
                    samples.forEach(
                        (split, refs) ->
                            each(
                                split,
                                refs,
                                "embed " + split.key(),
                                (sample, features) ->
                                    sink.accept(image(split, sample, features, storage)))));
    DatasetSpec spec = encoder.dataset().spec();
    Description description =
        Descriptions.write(
            folder,
            encoder,
            maps,
            options,
            storage,
            spec.name(),
            spec.version(),
            Margins.of(options, input, maps.stride()),
            entries);
    return new EmbedReport(description, remarks(samples));
  }

  private List<String> remarks(Map<Split, List<SampleRef>> samples) {
    List<String> remarks = new ArrayList<>();
    if (options.isFitted() && !samples.containsKey(Split.TRAIN)) {
      remarks.add(
          "ranges and principal components are fitted to the images that are written, because the"
              + " training images are not among them");
    }
    if (filled > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%,d positions show no data; their embeddings are those of filled pixels, as in a run"
                  + " (--mark-empty leaves them out)",
              filled));
    }
    return remarks;
  }

  /** Fits to training images where they are asked for, so that test images decide nothing. */
  private Storage fitted(Map<Split, List<SampleRef>> samples) {
    Split split =
        samples.containsKey(Split.TRAIN) ? Split.TRAIN : samples.keySet().iterator().next();
    List<SampleRef> all = Objects.requireNonNull(samples.get(split));
    int count = Math.min(all.size(), options.calibration());
    List<SampleRef> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(all.get((int) ((long) i * all.size() / count)));
    }
    Calibration calibration = new Calibration(maps.width(), count);
    each(split, chosen, "calibrate", (sample, features) -> calibration.see(features.values()));
    filled = 0;
    return calibration.fit(options, encoder.ops());
  }

  /** Encodes samples; {@code use} gets each with its features, NaN where they are missing. */
  private void each(Split split, List<SampleRef> refs, String stage, BiConsumer<Sample, Maps> use) {
    encoder.readWhole(
        split,
        refs,
        stage,
        batch -> {
          boolean whole = batch.imageHeight() == input && batch.imageWidth() == input;
          Maps together = whole ? maps.of(batch) : null;
          for (int i = 0; i < batch.size(); i++) {
            Sample raw = raw(batch.refs().get(i));
            use.accept(raw, together == null ? windowed(batch, i, raw) : whole(together, i, raw));
          }
        });
  }

  /** The images as they were read, NaN where they have no data. */
  private Sample raw(SampleRef ref) {
    return encoder.dataset().read(ref, encoder.preprocessor().input().bands());
  }

  /** The features of an image that was encoded as a whole. */
  private Maps whole(Maps together, int image, Sample raw) {
    int size = together.height() * together.width() * together.depth();
    float[] values = Arrays.copyOfRange(together.values(), image * size, (image + 1) * size);
    ImageWindows.EmptyCells empty = ImageWindows.EmptyCells.of(raw);
    int depth = together.depth();
    for (int p = 0; p < together.height() * together.width(); p++) {
      int row = p / together.width();
      int column = p % together.width();
      if (empty.isEmpty(row, column, 1, 1, together.height(), together.width())) {
        filled += options.marksEmpty() ? 0 : 1;
        if (options.marksEmpty()) {
          Arrays.fill(values, p * depth, (p + 1) * depth, Float.NaN);
        }
      }
    }
    return new Maps(1, together.height(), together.width(), depth, values);
  }

  /** The features of an image that is larger or smaller than the encoder's input. */
  private Maps windowed(Batch batch, int index, Sample raw) {
    if (options.pooling() != Pooling.PATCH
        && (batch.imageHeight() > input || batch.imageWidth() > input)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of(
                  "ImageTooLarge",
                  String.format(
                      Locale.ROOT,
                      "images of %d × %d pixels have no single embedding of an encoder of %d × %d",
                      batch.imageHeight(),
                      batch.imageWidth(),
                      input,
                      input))
              .at(batch.refs().get(index).id())
              .next(
                  "resize them with `preprocessing=cls_resize`, or write an embedding for each"
                      + " patch with `--pooling patch`"));
    }
    ImageWindows source = new ImageWindows(ready(batch, index), raw, options.marksEmpty());
    int stride = options.pooling() == Pooling.PATCH ? maps.stride() : input;
    int margin = options.pooling() == Pooling.PATCH ? Margins.of(options, input, stride) : 0;
    SceneWindows windows =
        new SceneWindows(
            axis(source.height(), margin, stride), axis(source.width(), margin, stride));
    int height = windows.rows().positions();
    int width = windows.columns().positions();
    float[] values = new float[height * width * maps.width()];
    int[] row = {0};
    new WindowedMaps(maps, windows, source, encoder.batchSize())
        .into(
            line -> {
              System.arraycopy(line, 0, values, row[0] * line.length, line.length);
              row[0]++;
            });
    if (!options.marksEmpty()) {
      ImageWindows.EmptyCells empty = ImageWindows.EmptyCells.of(raw);
      for (int p = 0; p < height * width; p++) {
        boolean none = empty.isEmpty(p / width, p % width, 1, 1, height, width);
        filled += none ? 1 : 0;
      }
    }
    return new Maps(1, height, width, maps.width(), values);
  }

  private Axis axis(int size, int margin, int stride) {
    return size <= input
        ? Axis.single(size, input, stride)
        : new Axis(size, input, margin, stride, 0);
  }

  private static Sample ready(Batch batch, int index) {
    Map<String, Image> images = new LinkedHashMap<>();
    batch.images().forEach((modality, all) -> images.put(modality, image(all, index)));
    return new Sample(
        images, NoTarget.NONE, batch.refs().get(index), batch.acquisitions().get(index));
  }

  private static Image image(ImageBatch all, int index) {
    int size = all.data().length / all.batch();
    float[] data = Arrays.copyOfRange(all.data(), index * size, (index + 1) * size);
    return new Image(data, all.channels(), all.frames(), all.height(), all.width());
  }

  private EmbeddedImage image(Split split, Sample raw, Maps features, Storage storage) {
    int positions = features.height() * features.width();
    float[] codes = new float[positions * storage.coding().stored()];
    int missing = storage.encode(features.values(), codes);
    Footprint footprint = raw.acquisition().footprint();
    Crs crs = footprint == null ? null : crs(footprint);
    return new EmbeddedImage(
        raw.ref().id(),
        split.key(),
        features.height(),
        features.width(),
        codes,
        missing,
        crs,
        footprint == null || crs == null ? null : transform(footprint, raw, features));
  }

  private static @Nullable Crs crs(Footprint footprint) {
    return footprint.system().matches("EPSG:\\d{4,6}")
        ? Crs.of(Integer.parseInt(footprint.system().substring(5)))
        : null;
  }

  /** The footprint is that of the image; a map may go beyond it by less than a patch. */
  private GeoTransform transform(Footprint ground, Sample raw, Maps features) {
    Image image = raw.images().values().iterator().next();
    boolean resized = encoder.images().height() == input && image.height() != input;
    double rows =
        resized || options.pooling() != Pooling.PATCH
            ? features.height()
            : (double) image.height() / maps.stride();
    double columns =
        resized || options.pooling() != Pooling.PATCH
            ? features.width()
            : (double) image.width() / maps.stride();
    return GeoTransform.northUp(
        ground.west(),
        ground.north(),
        (ground.east() - ground.west()) / columns,
        (ground.north() - ground.south()) / rows);
  }
}
