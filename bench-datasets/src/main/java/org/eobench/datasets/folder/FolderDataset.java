package org.eobench.datasets.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.dataset.TaskKind;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.folder.files.FolderFiles;
import org.eobench.datasets.folder.files.FolderIndex;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.folder.files.SampleChoice;
import org.eobench.datasets.folder.labels.FolderLabels;
import org.eobench.datasets.folder.labels.LabelSource;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Your own files: for each name, images of each modality and date, and a mask, all on the grid of
 * the first modality, cut into windows.
 *
 * <p>The place of a sample is the centre of its window, from the georeference of the first
 * modality's file. Dates come from file names, or from lists beside arrays.
 */
public final class FolderDataset extends SplitDataset {
  private static final Logger LOG = LoggerFactory.getLogger(FolderDataset.class);

  /** A window of the files of a sample. */
  private record Part(FolderSample sample, Window window) {}

  private final Map<String, Part> parts;
  private final SampleImages images;
  private final List<String> remarks;
  private final LabelSource labels;

  private FolderDataset(
      SampleImages images,
      DatasetSpec spec,
      SplitSamples samples,
      Map<String, Part> parts,
      LabelSource labels,
      List<String> remarks) {
    super(spec, samples);
    this.parts = parts;
    this.images = images;
    this.remarks = List.copyOf(remarks);
    this.labels = labels;
  }

  /**
   * Lists the files, cuts them into windows and completes the statistics of the bands.
   *
   * @throws BenchException if files are missing or do not match
   */
  public static FolderDataset open(FolderConfig config, DatasetContext context) {
    return open(config, context, SampleChoice.ALL);
  }

  /**
   * Like {@link #open(FolderConfig, DatasetContext)}, with some of the samples.
   *
   * @param choice which samples are used
   */
  public static FolderDataset open(
      FolderConfig config, DatasetContext context, SampleChoice choice) {
    DataFolder folder = DataFolder.of(config.facts());
    Path root = folder.root();
    FolderIndex index = FolderFiles.list(root, config.layout(), choice);
    Map<String, FolderSample> files = index.samples();
    SampleImages images = new SampleImages(config);
    List<String> remarks = new ArrayList<>(config.remarks());
    config.remarks().forEach(LOG::warn);
    remarks.addAll(index.remarks());
    remarks.addAll(FileRemarks.of(files.values(), config, images));
    remarks.addAll(images.remarks(files.values().iterator().next()));
    List<String> splits = new ArrayList<>();
    FolderChips parts = FolderChips.of(files, images, root, config, splits);
    splits.forEach(LOG::info);
    remarks.addAll(splits);
    LabelSource labels = labels(config, context, root, files, images);
    remarks.addAll(labels.remarks());
    labels.remarks().forEach(LOG::info);
    DatasetSpec spec = spec(config, context, labels);
    FolderDataset bare =
        FolderDataset.of(images, spec, root, files, parts.chips(), labels, remarks);
    FolderStatistics statistics =
        new FolderStatistics(bare, files, parts.trainParts(), context.cacheDir());
    String reading =
        String.format(
            Locale.ROOT,
            "%s %s %s %s %s",
            spec.bands(),
            config.layout().reading(),
            config.scale(),
            config.offset(),
            config.nodata());
    DatasetSpec complete =
        spec.with(
            statistics.complete(spec, reading),
            config.chipSize() > 0 ? config.chipSize() : spec.imgSize());
    return FolderDataset.of(images, complete, root, files, parts.chips(), labels, remarks);
  }

  private static LabelSource labels(
      FolderConfig config,
      DatasetContext context,
      Path root,
      Map<String, FolderSample> files,
      SampleImages images) {
    DatasetFacts facts = config.facts();
    TaskKind task =
        context.tasks().get(facts.task(), "dataset.task", "dataset " + facts.datasetName());
    return new FolderLabels(config.labels(), facts, task)
        .open(root, files, config.names(files), images::grid, config.chipSize());
  }

  private static DatasetSpec spec(FolderConfig config, DatasetContext context, LabelSource labels) {
    DatasetFacts facts = config.facts();
    try {
      return facts.withClasses(labels.classes()).spec(facts.datasetName(), context);
    } catch (IllegalArgumentException wrong) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("InvalidConfig", String.valueOf(wrong.getMessage()))
              .at("dataset")
              .expecting("keys for the classes " + labels.classes()));
    }
  }

  /**
   * @param images reads the images, and knows their grids
   * @param files the files of each image
   * @param chips the samples of each split
   * @param remarks logged facts from the files that change how they are read
   */
  private static FolderDataset of(
      SampleImages images,
      DatasetSpec spec,
      Path root,
      Map<String, FolderSample> files,
      Map<Split, List<Chip>> chips,
      LabelSource labels,
      List<String> remarks) {
    Map<String, Part> parts = new HashMap<>();
    Map<Split, List<SampleRef>> refs = new HashMap<>();
    chips.forEach(
        (split, list) -> {
          List<SampleRef> part = new ArrayList<>();
          for (Chip chip : list) {
            FolderSample sample = Objects.requireNonNull(files.get(chip.image()));
            parts.put(chip.id(), new Part(sample, chip.window()));
            List<Path> all = new ArrayList<>(sample.files());
            all.addAll(labels.files(sample));
            part.add(new SampleRef(chip.id(), all));
          }
          refs.put(split, part);
        });
    SplitSamples samples =
        new SplitSamples(
            root,
            refs.getOrDefault(Split.TRAIN, List.of()),
            refs.getOrDefault(Split.VAL, List.of()),
            refs.getOrDefault(Split.TEST, List.of()));
    return new FolderDataset(images, spec, samples, Map.copyOf(parts), labels, remarks);
  }

  @Override
  public List<String> remarks() {
    return remarks;
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice part) {
    Part of = Objects.requireNonNull(parts.get(ref.id()), ref.id());
    FolderSample sample = of.sample();
    Window window = ImageRaster.part(of.window(), part);
    Grid grid = images.grid(sample);
    Map<String, Image> read = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) ->
            read.put(modality, images.read(sample, modality, wanted, grid, window)));
    Target target = labels.read(sample, window, grid, spec());
    return new Sample(read, target, ref, ChipPlace.of(grid, of.window(), sample.dates(), null));
  }

  @Override
  public @Nullable Target indexedTarget(SampleRef ref) {
    return labels.indexed(Objects.requireNonNull(parts.get(ref.id()), ref.id()).sample(), spec());
  }

  /** The values of selected bands of a window, NaN where there is no data. */
  Image image(FolderSample sample, String modality, List<String> wanted, Window window) {
    return images.read(sample, modality, wanted, images.grid(sample), window);
  }
}
