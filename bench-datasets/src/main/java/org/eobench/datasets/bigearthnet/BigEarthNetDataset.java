package org.eobench.datasets.bigearthnet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.datasets.bigearthnet.Patches.Patch;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.GridAgreement;
import org.eobench.datasets.raster.GridBands;
import org.eobench.datasets.raster.GridBands.BandFile;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;
import org.jspecify.annotations.Nullable;

/**
 * BigEarthNet: patches of 1.2 km with a GeoTIFF for each band. Bands of 20 m and 60 m are resampled
 * to the 120 × 120 pixels of the 10 m bands bilinearly. The date is that of Sentinel-2.
 *
 * <p>Labels are the classes in a patch; with version 2 and the task segmentation, those of each
 * pixel of its map. Codes that belong to none of the classes do not count.
 *
 * <p>A sample names one file of each sensor, not all: there are half a million patches.
 */
public final class BigEarthNetDataset extends SplitDataset {
  static final String OPTICAL = "optical";
  static final String SAR = "sar";

  private static final Pattern DATE = Pattern.compile("MSIL2A_(\\d{8}T\\d{6})");

  private final Path root;
  private final Release release;
  private final Map<String, Patch> patches;
  private final Map<Integer, Integer> codes;

  private BigEarthNetDataset(
      DatasetSpec spec,
      SplitSamples samples,
      Path root,
      Release release,
      Map<String, Patch> patches) {
    super(spec, samples);
    this.root = root;
    this.release = release;
    this.patches = patches;
    this.codes = Nomenclature.byCode(spec.classes());
  }

  /**
   * Lists the patches of the published splits.
   *
   * @throws BenchException if lists are missing or damaged
   */
  public static BigEarthNetDataset open(BigEarthNetConfig config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec(config.facts().datasetName(), context);
    requireModalities(spec, List.of(OPTICAL, SAR));
    requireBands(config);
    requireTask(
        spec,
        config.release() == Release.V1
            ? List.of(MultiLabelClassification.KIND)
            : List.of(MultiLabelClassification.KIND, Segmentation.KIND));
    requireClasses(spec, config.release());
    DataFolder folder = DataFolder.of(config.facts());
    Map<Split, List<Patch>> splits =
        config.release() == Release.V1 ? Patches.ofLists(folder) : Patches.ofTable(folder, spec);
    Map<String, Patch> patches = new HashMap<>();
    Map<Split, List<SampleRef>> refs = new HashMap<>();
    splits.forEach(
        (split, list) -> {
          List<SampleRef> part = new ArrayList<>();
          for (Patch patch : list) {
            if (patches.put(patch.s2(), patch) != null) {
              throw twice(folder, patch);
            }
            part.add(ref(folder.root(), config.release(), spec, patch));
          }
          if (!part.isEmpty()) {
            folder.requireAll(part.get(0).files());
          }
          refs.put(split, part);
        });
    SplitSamples samples =
        new SplitSamples(
            folder.root(),
            refs.getOrDefault(Split.TRAIN, List.of()),
            refs.getOrDefault(Split.VAL, List.of()),
            refs.getOrDefault(Split.TEST, List.of()));
    return new BigEarthNetDataset(spec, samples, folder.root(), config.release(), patches);
  }

  private static BenchException twice(DataFolder folder, Patch patch) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("DoubleSample", "the patch " + patch.s2() + " is listed twice")
            .at(folder.root().toString())
            .expecting("each patch once and in one split")
            .next("download the lists again"));
  }

  private static SampleRef ref(Path root, Release release, DatasetSpec spec, Patch patch) {
    PatchFiles of = PatchFiles.of(root, release, patch.s2(), patch.s1());
    List<Path> files = new ArrayList<>();
    spec.bands().forEach((modality, bands) -> files.add(of.band(modality, bands.get(0).name())));
    if (release == Release.V1) {
      files.add(of.labels());
    } else if (spec.task().equals(Segmentation.KIND)) {
      files.add(Objects.requireNonNull(of.map()));
    }
    return new SampleRef(patch.s2(), files);
  }

  private static void requireBands(BigEarthNetConfig config) {
    config
        .facts()
        .bands()
        .forEach(
            (modality, bands) -> {
              List<String> known = PatchFiles.bands(modality);
              for (String band : bands) {
                if (!known.contains(band)) {
                  throw new BenchException(
                      ExitCode.CONFIG,
                      Problem.of("UnknownBand", "BigEarthNet has no band " + band)
                          .at("dataset.bands." + modality)
                          .expecting(Suggest.sentence(band, known))
                          .next("correct the list"));
                }
              }
            });
  }

  private static void requireClasses(DatasetSpec spec, Release release) {
    Set<String> own = new HashSet<>(spec.classes());
    boolean merged = own.equals(Set.copyOf(Nomenclature.merged()));
    boolean corine = release == Release.V1 && own.equals(Set.copyOf(Nomenclature.corine()));
    if (!spec.task().equals(NoTarget.KIND) && !merged && !corine) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("UnknownClass", "dataset.classes are not those of BigEarthNet")
              .at("dataset.classes")
              .expecting(
                  "the 19 classes "
                      + Nomenclature.merged()
                      + (release == Release.V1 ? ", or the 43 of CORINE Land Cover" : ""))
              .next("leave dataset.classes as it is, and merge classes by dataset.grouping"));
    }
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
    Patch patch = patch(ref);
    PatchFiles files = PatchFiles.of(root, release, patch.s2(), patch.s1());
    Path finest =
        spec().bands().containsKey(OPTICAL) ? files.band(OPTICAL, "B2") : files.band(SAR, "VV");
    Grid grid = RasterFile.of(finest).header(1).grid();
    Window window = ImageRaster.part(grid.all(), choice);
    Map<String, Image> images = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) ->
            images.put(
                modality,
                GridBands.of(grid, window)
                    .image(
                        wanted, band -> new BandFile(files.band(modality, band), List.of(band)))));
    return new Sample(
        images,
        target(patch, files, grid, window),
        ref,
        ChipPlace.of(grid, grid.all(), NamedDate.in(patch.s2(), DATE), null));
  }

  private Patch patch(SampleRef ref) {
    return Objects.requireNonNull(patches.get(ref.id()), ref.id());
  }

  private Target target(Patch patch, PatchFiles files, Grid grid, Window window) {
    if (spec().task().equals(NoTarget.KIND)) {
      return NoTarget.NONE;
    }
    if (spec().task().equals(Segmentation.KIND)) {
      return map(Objects.requireNonNull(files.map()), grid, window);
    }
    return classes(release == Release.V1 ? Patches.labels(files.labels(), spec()) : patch.labels());
  }

  private Target classes(long bits) {
    boolean[] present = new boolean[spec().numClasses()];
    for (int i = 0; i < present.length; i++) {
      present[i] = (bits >> i & 1) == 1;
    }
    return new ImageClasses(present);
  }

  private Target map(Path file, Grid grid, Window window) {
    try (RasterSource source = RasterFile.of(file).open(1)) {
      GridAgreement.requireSame(file, source.header().grid(), grid);
      double[] stored = source.stored(new int[] {0}, 0, window, 1);
      int[] labels = new int[stored.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = codes.getOrDefault((int) stored[i], spec().ignoreIndex());
      }
      return new LabelMap(labels, window.height(), window.width());
    }
  }

  /** The labels of version 2 are known from its table. */
  @Override
  public @Nullable Target indexedTarget(SampleRef ref) {
    return release == Release.V2 && spec().task().equals(MultiLabelClassification.KIND)
        ? classes(patch(ref).labels())
        : null;
  }
}
