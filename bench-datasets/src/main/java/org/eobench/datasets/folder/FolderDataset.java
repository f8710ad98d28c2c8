package org.eobench.datasets.folder;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.folder.labels.MaskReader;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.GridAgreement;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * Your own GeoTIFFs: for each name, one image per modality and a mask on the same grid, cut into
 * windows.
 *
 * <p>The place of a sample is the centre of its window, from the georeference of the first
 * modality's file. The date comes from that file's name with {@code date_pattern}.
 */
public final class FolderDataset extends SplitDataset {
  private final FolderConfig config;
  private final Map<String, Window> windows;
  private final List<String> modalities;
  private final List<String> remarks;
  private final MaskReader masks;

  private FolderDataset(
      FolderConfig config,
      DatasetSpec spec,
      SplitSamples samples,
      Map<String, Window> windows,
      List<String> remarks) {
    super(spec, samples);
    this.config = config;
    this.windows = windows;
    this.modalities = List.copyOf(config.images().keySet());
    this.remarks = remarks;
    this.masks = new MaskReader(config.masks(), config.legend());
  }

  /**
   * Lists the files, cuts them into windows and completes the statistics of the bands.
   *
   * @throws BenchException if files are missing or do not match
   */
  public static FolderDataset open(FolderConfig config, DatasetContext context) {
    DataFolder folder = DataFolder.of(config.facts());
    Path root = folder.root();
    Map<String, List<Path>> files = FolderFiles.list(folder, config);
    List<String> remarks = FileRemarks.of(files, config);
    FolderChips parts = FolderChips.of(files, root, config);
    DatasetSpec spec = config.facts().spec(config.facts().datasetName(), context);
    FolderDataset bare = FolderDataset.of(config, spec, root, files, parts.chips(), remarks);
    FolderStatistics statistics =
        new FolderStatistics(bare, files, parts.trainParts(), context.cacheDir());
    String reading =
        String.format(
            Locale.ROOT,
            "%s %s %s %s",
            spec.bands(),
            config.scale(),
            config.offset(),
            config.nodata());
    DatasetSpec complete =
        new DatasetSpec(
            spec.name(),
            spec.version(),
            spec.task(),
            spec.quantity(),
            spec.bands(),
            statistics.complete(spec, reading),
            spec.classes(),
            spec.ignoreIndex(),
            spec.distribution(),
            config.chipSize() > 0 ? config.chipSize() : spec.imgSize(),
            spec.frames(),
            spec.citation(),
            spec.licence(),
            spec.missingPixels());
    return FolderDataset.of(config, complete, root, files, parts.chips(), remarks);
  }

  /**
   * @param files the files of each image
   * @param chips the samples of each split
   * @param remarks logged facts from the files that change how they are read
   */
  private static FolderDataset of(
      FolderConfig config,
      DatasetSpec spec,
      Path root,
      Map<String, List<Path>> files,
      Map<Split, List<Chip>> chips,
      List<String> remarks) {
    Map<String, Window> windows = new HashMap<>();
    Map<Split, List<SampleRef>> refs = new HashMap<>();
    chips.forEach(
        (split, list) -> {
          List<SampleRef> part = new ArrayList<>();
          for (Chip chip : list) {
            windows.put(chip.id(), chip.window());
            part.add(new SampleRef(chip.id(), Objects.requireNonNull(files.get(chip.image()))));
          }
          refs.put(split, part);
        });
    SplitSamples samples =
        new SplitSamples(
            root,
            refs.getOrDefault(Split.TRAIN, List.of()),
            refs.getOrDefault(Split.VAL, List.of()),
            refs.getOrDefault(Split.TEST, List.of()));
    return new FolderDataset(config, spec, samples, Map.copyOf(windows), remarks);
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
    Window chip = Objects.requireNonNull(windows.get(ref.id()), ref.id());
    Window window = ImageRaster.part(chip, part);
    GeoTiffInfo grid = GeoTiffReader.info(ref.files().get(0));
    Map<String, Image> images = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) -> {
          Path file = ref.files().get(modalities.indexOf(modality));
          GridAgreement.requireSame(file, GeoTiffReader.info(file), grid);
          images.put(modality, image(file, modality, wanted, window));
        });
    Path mask = ref.files().get(ref.files().size() - 1);
    GridAgreement.requireSamePlace(mask, GeoTiffReader.info(mask), grid);
    Target target = masks.read(RasterFile.of(mask), window, Grid.of(grid), spec());
    return new Sample(
        images, target, ref, ChipPlace.of(grid, chip, dates(ref.files().get(0)), null));
  }

  private List<LocalDateTime> dates(Path file) {
    String pattern = config.datePattern();
    return pattern == null
        ? List.of()
        : NamedDate.in(DataFolder.name(file), Pattern.compile(pattern));
  }

  /** The values of selected bands of a window, NaN where there is no data. */
  Image image(Path file, String modality, List<String> wanted, Window window) {
    Double nodata = config.nodata().get(modality);
    BandScale scale = config.bandScale(modality);
    return ImageRaster.readMeasured(file, fileBands(modality), wanted, window, nodata, scale)
        .image();
  }
}
