package org.eobench.datasets.satlas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.geotiff.Crs;
import org.eobench.core.io.geotiff.GeoTransform;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.GridBands;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.split.HeldOut;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * SatlasPretrain's land cover (Bastani et al., ICCV 2023): a sample is a tile of Web Mercator at
 * zoom 13 in one scene of Sentinel-2, {@code sentinel2/SCENE/BAND/COLUMN_ROW.png}, with the labels
 * {@code static/COLUMN_ROW/land_cover.png}. Coarser bands are resampled to the tile's pixels
 * bilinearly.
 *
 * <p>The test split is the published one. All scenes of a tile are in one split. The date comes
 * from the name of the scene, the place from the tile.
 */
public final class SatlasDataset extends SplitDataset {
  private static final String OPTICAL = "optical";
  private static final int VALIDATION_SEED = 23;

  /** Half the circumference of the Earth in Web Mercator, in metres. */
  private static final double HALF = Math.PI * 6_378_137;

  /** Tiles along one side of the map at zoom 13. */
  private static final int TILES = 1 << 13;

  /** In {@code S2A_MSIL1C_20220309T032601_N0400_…}. */
  private static final Pattern DATE = Pattern.compile("^S2[A-D]_\\w{6}_(\\d{8}T\\d{6})_");

  private final Path root;
  private final List<String> remarks;

  private SatlasDataset(DatasetSpec spec, SplitSamples samples, Path root, List<String> remarks) {
    super(spec, samples);
    this.root = root;
    this.remarks = remarks;
  }

  /**
   * Lists the tiles of the splits and their scenes.
   *
   * @throws BenchException if lists or files are missing, or a band is unknown
   */
  public static SatlasDataset open(SatlasConfig config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec("satlas", context);
    requireModalities(spec, List.of(OPTICAL));
    SatlasBands.require(config.facts().bands().getOrDefault(OPTICAL, List.of()));
    DataFolder folder = DataFolder.of(config.facts());
    Map<String, List<String>> scenes = SatlasTiles.scenes(folder);
    Set<String> training = SatlasTiles.listed(folder, "train_lowres.json");
    Set<String> test = SatlasTiles.listed(folder, "test_lowres.json");
    List<String> remarks = new ArrayList<>();
    boolean labelled = !spec.task().equals(NoTarget.KIND);
    if (labelled) {
      leaveOut(folder, "train", training, remarks);
      leaveOut(folder, "test", test, remarks);
    }
    Set<String> validation = HeldOut.of(training, config.valShare(), VALIDATION_SEED);
    Set<String> rest = new LinkedHashSet<>(training);
    rest.removeAll(validation);
    SplitSamples samples =
        new SplitSamples(
            folder.root(),
            samples(folder, rest, scenes, labelled),
            samples(folder, validation, scenes, labelled),
            samples(folder, test, scenes, labelled));
    folder.requireAll(
        Stream.of(samples.train(), samples.val(), samples.test())
            .flatMap(List::stream)
            .flatMap(ref -> ref.files().stream())
            .toList());
    return new SatlasDataset(spec, samples, folder.root(), List.copyOf(remarks));
  }

  /** Removes tiles without labels and says how many there were. */
  private static void leaveOut(
      DataFolder folder, String list, Set<String> tiles, List<String> remarks) {
    int all = tiles.size();
    tiles.removeIf(tile -> !Files.isRegularFile(labels(folder.root(), tile)));
    if (tiles.size() < all) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%d of %d tiles of the %s list have no land_cover.png and are left out",
              all - tiles.size(),
              all,
              list));
    }
  }

  private static Path labels(Path root, String tile) {
    return root.resolve("static").resolve(tile).resolve("land_cover.png");
  }

  /**
   * @param labelled whether samples have a file of labels
   */
  private static List<SampleRef> samples(
      DataFolder folder, Set<String> tiles, Map<String, List<String>> scenes, boolean labelled) {
    List<SampleRef> refs = new ArrayList<>();
    for (String tile : tiles) {
      for (String scene : scenes.getOrDefault(tile, List.of())) {
        List<Path> files = new ArrayList<>();
        for (String band : SatlasBands.folders()) {
          files.add(scene(folder.root(), scene).resolve(band).resolve(tile + ".png"));
        }
        if (labelled) {
          files.add(labels(folder.root(), tile));
        }
        refs.add(new SampleRef(scene + "/" + tile, files));
      }
    }
    return refs;
  }

  private static Path scene(Path root, String scene) {
    return root.resolve("sentinel2").resolve(scene);
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
    String scene = ref.id().substring(0, ref.id().indexOf('/'));
    String tile = ref.id().substring(scene.length() + 1);
    Path images = scene(root, scene);
    Path colours = images.resolve(SatlasBands.COLOURS).resolve(tile + ".png");
    Grid grid = RasterFile.of(colours).header(3).grid();
    Window window = ImageRaster.part(grid.all(), choice);
    Map<String, Image> read = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) ->
            read.put(
                modality,
                GridBands.of(grid, window)
                    .image(wanted, band -> SatlasBands.file(images, tile + ".png", band))));
    Target target =
        spec().task().equals(NoTarget.KIND)
            ? NoTarget.NONE
            : LandCover.read(labels(root, tile), window, grid, spec());
    return new Sample(read, target, ref, acquisition(tile, scene, grid));
  }

  private static Acquisition acquisition(String tile, String scene, Grid grid) {
    int between = tile.indexOf('_');
    int column = Integer.parseInt(tile.substring(0, between));
    int row = Integer.parseInt(tile.substring(between + 1));
    double side = 2 * HALF / TILES;
    GeoTransform place =
        GeoTransform.northUp(
            column * side - HALF, HALF - row * side, side / grid.width(), side / grid.height());
    Grid placed = new Grid(grid.height(), grid.width(), Crs.projected(3857), null, place);
    List<LocalDateTime> dates = NamedDate.in(scene, DATE);
    return ChipPlace.of(placed, placed.all(), dates, null);
  }
}
