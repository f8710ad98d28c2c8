package org.eobench.datasets.sen12mscrts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.GridBands;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * SEN12MS-CR-TS (Ebel et al., IEEE TGRS 2022, arXiv:2201.09613): pairs of Sentinel-1 (VV and VH in
 * dB) and Sentinel-2 L1C (13 bands) of the same patch, {@code REGION/NUMBER/S1/TIME/s1_….tif}. It
 * has no labels, so that no pixel counts: it is for pretraining.
 *
 * <p>The date of a pair is that of the Sentinel-1 image, from its name; the Sentinel-2 image was
 * taken within some days of it.
 */
public final class Sen12MsCrTsDataset extends SplitDataset {
  private static final String OPTICAL = "optical";
  private static final String SAR = "sar";

  private final List<String> remarks;

  private Sen12MsCrTsDataset(DatasetSpec spec, SplitSamples samples, List<String> remarks) {
    super(spec, samples);
    this.remarks = List.copyOf(remarks);
  }

  /**
   * Lists the pairs of the splits.
   *
   * @throws BenchException if a list is damaged, or an image has no partner
   */
  public static Sen12MsCrTsDataset open(Sen12MsCrTsConfig config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec("sen12mscrts", context);
    requireModalities(spec, List.of(OPTICAL, SAR));
    requireUnlabelled(spec);
    DataFolder folder = DataFolder.of(config.facts());
    return config.pairs().isEmpty() ? found(config, spec, folder) : listed(config, spec, folder);
  }

  private static void requireUnlabelled(DatasetSpec spec) {
    if (!spec.task().equals(NoTarget.KIND)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoLabels", "SEN12MS-CR-TS has no labels for the task " + spec.task().key())
              .at("dataset.task")
              .expecting(NoTarget.KIND.key())
              .next("pretrain an encoder with it, or choose a data set with labels"));
    }
  }

  private static Sen12MsCrTsDataset listed(
      Sen12MsCrTsConfig config, DatasetSpec spec, DataFolder folder) {
    List<String> splits = Arrays.stream(Split.values()).map(Split::key).toList();
    Map<String, List<SampleRef>> pairs = new LinkedHashMap<>();
    List<Path> files = new ArrayList<>();
    config
        .pairs()
        .forEach(
            (split, list) -> {
              if (!splits.contains(split)) {
                throw unknownSplit(split, splits);
              }
              List<SampleRef> refs = ImagePairs.listed(folder, list);
              refs.forEach(ref -> files.addAll(ref.files()));
              pairs.put(split, refs);
            });
    folder.requireAll(files);
    return new Sen12MsCrTsDataset(
        spec,
        new SplitSamples(
            folder.root(),
            pairs.getOrDefault(Split.TRAIN.key(), List.of()),
            pairs.getOrDefault(Split.VAL.key(), List.of()),
            pairs.getOrDefault(Split.TEST.key(), List.of())),
        List.of());
  }

  private static BenchException unknownSplit(String split, List<String> splits) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("UnknownSplit", "there is no split " + split)
            .at("dataset.pairs")
            .expecting(Suggest.sentence(split, splits)));
  }

  private static Sen12MsCrTsDataset found(
      Sen12MsCrTsConfig config, DatasetSpec spec, DataFolder folder) {
    ImagePairs found =
        ImagePairs.found(folder, config.unpaired() == Sen12MsCrTsConfig.Unpaired.LEAVE_OUT);
    Set<String> val = Set.copyOf(config.valRois());
    Set<String> test = Set.copyOf(config.testRois());
    List<SampleRef> training = new ArrayList<>();
    List<SampleRef> validation = new ArrayList<>();
    List<SampleRef> testing = new ArrayList<>();
    for (SampleRef ref : found.pairs()) {
      PatchName name = Objects.requireNonNull(PatchName.of(ref.files().get(0)));
      boolean tests = test.contains(name.region());
      (tests ? testing : val.contains(name.region()) ? validation : training).add(ref);
    }
    return new Sen12MsCrTsDataset(
        spec, new SplitSamples(folder.root(), training, validation, testing), found.remarks());
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
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
    Path radar = ref.files().get(0);
    Grid grid = RasterFile.of(radar).header(fileBands(SAR).size()).grid();
    Window window = ImageRaster.part(grid.all(), choice);
    Map<String, Image> images = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) -> {
          Path file = modality.equals(SAR) ? radar : ref.files().get(1);
          List<String> named = fileBands(modality).stream().map(Band::name).toList();
          images.put(
              modality,
              GridBands.of(grid, window)
                  .image(wanted, band -> new GridBands.BandFile(file, named)));
        });
    PatchName name = Objects.requireNonNull(PatchName.of(radar));
    return new Sample(
        images, NoTarget.NONE, ref, ChipPlace.of(grid, grid.all(), name.dates(), null));
  }
}
