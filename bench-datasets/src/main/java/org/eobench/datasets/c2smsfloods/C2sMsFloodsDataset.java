package org.eobench.datasets.c2smsfloods;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.GeoTiffInfo;
import org.eobench.core.io.geotiff.GeoTiffReader;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.c2smsfloods.FloodChips.FloodChip;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.GridBands;
import org.eobench.datasets.raster.GridBands.BandFile;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.LabelRaster;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.split.HeldOut;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * Floods of Cloud to Street and Microsoft: chips of 512 x 512 pixels with one file per band, {@code
 * chips/EVENT/{s1,s2}/GRANULE_POSITION/BAND.tif}, and {@code LabelWater.tif} (0 no water, 1 water,
 * 255 no data); or the datacubes that Clay's authors made of them, with ten bands of Sentinel-2
 * L2A, two of Sentinel-1 and an elevation model in one file.
 *
 * <p>The date is that of the Sentinel-2 image. Splits divide floods, because the publishers define
 * none.
 */
public final class C2sMsFloodsDataset extends SplitDataset {
  private static final String OPTICAL = "optical";
  private static final String SAR = "sar";
  private static final String ELEVATION = "dem";
  private static final String LABEL = "LabelWater.tif";

  /** In {@code S2A_MSIL1C_20181221T042151_…}. */
  private static final Pattern DATE = Pattern.compile("^S2[A-D]_\\w{6}_(\\d{8}T\\d{6})_");

  private final C2sMsFloodsConfig config;
  private final Map<String, FloodChip> chips;
  private final List<String> remarks;

  private C2sMsFloodsDataset(
      C2sMsFloodsConfig config,
      DatasetSpec spec,
      SplitSamples samples,
      Map<String, FloodChip> chips,
      List<String> remarks) {
    super(spec, samples);
    this.config = config;
    this.chips = chips;
    this.remarks = remarks;
  }

  /**
   * Lists the chips and divides them.
   *
   * @throws BenchException if files are missing, or only some chips have a mask of clouds
   */
  public static C2sMsFloodsDataset open(C2sMsFloodsConfig config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec("c2smsfloods", context);
    boolean cubes = config.datacubes() != null;
    requireModalities(spec, cubes ? List.of(OPTICAL, SAR, ELEVATION) : List.of(OPTICAL, SAR));
    DataFolder folder = DataFolder.of(config.facts());
    Map<String, FloodChip> chips = new LinkedHashMap<>();
    FloodChips.list(folder, config.chips(), config.datacubes())
        .forEach(chip -> chips.put(chip.id(), chip));
    List<Path> files = new ArrayList<>();
    List<SampleRef> refs = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    boolean masked = masked(config, chips.values().stream().toList(), remarks);
    for (FloodChip chip : chips.values()) {
      List<Path> own = new ArrayList<>();
      spec.bands()
          .forEach(
              (modality, bands) ->
                  bands.forEach(band -> own.add(file(spec, chip, modality, band.name()).path())));
      List<Path> distinct = new ArrayList<>(own.stream().distinct().toList());
      if (masked) {
        distinct.add(chip.cloudMask());
      }
      distinct.add(label(config, chip));
      files.addAll(distinct);
      refs.add(new SampleRef(chip.id(), distinct));
    }
    folder.requireAll(files);
    return new C2sMsFloodsDataset(
        config, spec, divide(config, folder.root(), refs), chips, List.copyOf(remarks));
  }

  /** Whether clouds are removed: the masks of all chips are there, or none is. */
  private static boolean masked(
      C2sMsFloodsConfig config, List<FloodChip> chips, List<String> remarks) {
    if (config.clouds() == Clouds.KEEP || chips.isEmpty()) {
      return false;
    }
    List<FloodChip> without =
        chips.stream().filter(chip -> !Files.isRegularFile(chip.cloudMask())).toList();
    if (without.isEmpty()) {
      return true;
    }
    if (without.size() < chips.size()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "MissingData",
                  String.format(
                      Locale.ROOT,
                      "%d of %d chips have no mask of clouds, such as %s",
                      without.size(),
                      chips.size(),
                      without.get(0).id()))
              .at(without.get(0).cloudMask().toString())
              .expecting("LabelCloud.tif for all chips or for none")
              .next("add the missing masks, or use all pixels with `dataset.clouds=keep`"));
    }
    remarks.add(
        "no chip has LabelCloud.tif, so that pixels with clouds and shadows are used"
            + " (dataset.clouds="
            + config.clouds().name().toLowerCase(Locale.ROOT)
            + ")");
    return false;
  }

  private static SplitSamples divide(C2sMsFloodsConfig config, Path root, List<SampleRef> refs) {
    Function<SampleRef, String> unit =
        config.splitBy() == C2sMsFloodsConfig.Division.EVENT
            ? ref -> ref.id().substring(0, ref.id().indexOf('/'))
            : SampleRef::id;
    List<String> units = refs.stream().map(unit).toList();
    Set<String> test = HeldOut.of(units, config.testShare(), config.splitSeed());
    List<String> rest = units.stream().filter(one -> !test.contains(one)).toList();
    Set<String> val = HeldOut.of(rest, config.valShare(), config.splitSeed());
    Map<String, List<SampleRef>> parts = new HashMap<>();
    for (SampleRef ref : refs) {
      String name = unit.apply(ref);
      String part = test.contains(name) ? "test" : val.contains(name) ? "val" : "train";
      parts.computeIfAbsent(part, key -> new ArrayList<>()).add(ref);
    }
    return new SplitSamples(
        root,
        parts.getOrDefault("train", List.of()),
        parts.getOrDefault("val", List.of()),
        parts.getOrDefault("test", List.of()));
  }

  private static Path label(C2sMsFloodsConfig config, FloodChip chip) {
    return (config.label() == C2sMsFloodsConfig.Sensor.S1 ? chip.radar() : chip.optical())
        .resolve(LABEL);
  }

  /** The file of a band; a datacube has the bands of all modalities in the order of the config. */
  private static BandFile file(DatasetSpec spec, FloodChip chip, String modality, String band) {
    Path cube = chip.cube();
    if (cube != null) {
      List<String> all = new ArrayList<>();
      spec.bands().values().forEach(bands -> bands.stream().map(Band::name).forEach(all::add));
      return new BandFile(cube, all);
    }
    Path folder = modality.equals(SAR) ? chip.radar() : chip.optical();
    return new BandFile(folder.resolve(band + ".tif"), List.of(band));
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
    FloodChip chip = Objects.requireNonNull(chips.get(ref.id()), ref.id());
    Path water = label(config, chip);
    GeoTiffInfo info = GeoTiffReader.info(water);
    Grid grid = Grid.of(info);
    Window window = ImageRaster.part(info.all(), choice);
    Map<String, Image> images = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) ->
            images.put(
                modality,
                GridBands.of(grid, window)
                    .image(wanted, band -> file(spec(), chip, modality, band))));
    LabelMap label = (LabelMap) LabelRaster.read(water, window, info, spec());
    if (ref.files().contains(chip.cloudMask())) {
      CloudMask clouds = CloudMask.read(chip.cloudMask(), grid, window);
      boolean zero = config.clouds() == Clouds.ZERO;
      clouds.fill(images, zero ? 0 : Float.NaN);
      clouds.fill(label.labels(), zero ? 0 : spec().ignoreIndex());
    }
    List<LocalDateTime> dates = NamedDate.in(DataFolder.name(chip.optical()), DATE);
    return new Sample(images, label, ref, ChipPlace.of(info, info.all(), dates, null));
  }
}
