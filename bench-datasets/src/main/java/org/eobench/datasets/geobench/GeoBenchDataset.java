package org.eobench.datasets.geobench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.FilePart;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.raster.ChipPlace;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.Hdf5Container;
import org.eobench.datasets.raster.formats.NamedBands;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * A data set of GEO-Bench 1.0 (Lacoste et al. 2023): {@code SAMPLE.hdf5} with an array {@code
 * [H,W]} for each band, the splits in {@code default_partition.json}, and the statistics of the
 * bands in {@code band_stats.json}.
 *
 * <p>The label of an image is in the file's pickled metadata; a label map is the array {@code
 * label}. Date and place come from the metadata of the first band.
 */
public final class GeoBenchDataset extends SplitDataset {
  private final Map<String, List<String>> storedAs;
  private final boolean georeferenced;
  private final List<String> remarks;

  private GeoBenchDataset(
      DatasetSpec spec, SplitSamples samples, GeoBenchConfig config, List<String> remarks) {
    super(spec, samples);
    this.storedAs = config.storedAs();
    this.georeferenced = config.georeferenced();
    this.remarks = List.copyOf(remarks);
  }

  /**
   * Lists the samples of the splits and completes the statistics.
   *
   * @throws BenchException if files are missing, or the bands are others
   */
  public static GeoBenchDataset open(GeoBenchConfig config, DatasetContext context) {
    DatasetFacts facts = config.facts();
    DataFolder folder = DataFolder.of(facts);
    TaskSpecs specs = TaskSpecs.read(folder.require(TaskSpecs.NAME));
    specs.require(config.storedAs());
    List<String> remarks = new ArrayList<>();
    DatasetSpec spec = spec(config, folder.root(), context, remarks);
    requireTask(spec, SampleTarget.TASKS);
    remarks.addAll(specs.remarks(spec));
    Map<Split, List<String>> names = Partition.read(folder, config.partition());
    SplitSamples samples =
        new SplitSamples(
            folder.root(),
            refs(folder, names.getOrDefault(Split.TRAIN, List.of())),
            refs(folder, names.getOrDefault(Split.VAL, List.of())),
            refs(folder, names.getOrDefault(Split.TEST, List.of())));
    folder.requireAll(
        Stream.of(samples.train(), samples.val(), samples.test())
            .flatMap(List::stream)
            .flatMap(ref -> ref.files().stream())
            .toList());
    return new GeoBenchDataset(spec, samples, config, remarks);
  }

  private static List<SampleRef> refs(DataFolder folder, List<String> names) {
    return names.stream()
        .map(name -> new SampleRef(name, List.of(folder.root().resolve(name + ".hdf5"))))
        .toList();
  }

  /** The facts with the chosen names and statistics of the bands. */
  private static DatasetSpec spec(
      GeoBenchConfig config, Path root, DatasetContext context, List<String> remarks) {
    DatasetSpec given = config.facts().spec(config.facts().datasetName(), context);
    Map<String, List<Band>> bands = new LinkedHashMap<>(given.bands());
    if (config.bandNames() == BandNames.AS_PUBLISHED && !config.publishedBands().isEmpty()) {
      config
          .publishedBands()
          .forEach(
              (modality, names) ->
                  bands.put(modality, names.stream().map(name -> new Band(name, null)).toList()));
      remarks.add(
          "dataset.band_names=as_published: the bands "
              + names(given.bands())
              + " have the published names "
              + names(bands)
              + ", which are not those of what they show");
    }
    Map<String, BandStats> stats = new LinkedHashMap<>();
    given.bands().keySet().forEach(modality -> stats.put(modality, stats(config, root, modality)));
    return new DatasetSpec(
        given.name(),
        given.version(),
        given.task(),
        given.quantity(),
        bands,
        stats,
        given.classes(),
        given.ignoreIndex(),
        given.distribution(),
        given.imgSize(),
        given.frames(),
        given.citation(),
        given.licence(),
        given.missingPixels());
  }

  private static List<String> names(Map<String, List<Band>> bands) {
    return bands.values().stream().flatMap(List::stream).map(Band::name).toList();
  }

  private static BandStats stats(GeoBenchConfig config, Path root, String modality) {
    DatasetFacts facts = config.facts();
    BandStats files =
        StatisticsFile.read(
            root, Objects.requireNonNull(config.storedAs().get(modality), modality));
    return new BandStats(
        given(facts.dataMean(), modality, files.mean()),
        given(facts.dataStd(), modality, files.std()),
        given(facts.dataMin(), modality, files.min()),
        given(facts.dataMax(), modality, files.max()));
  }

  private static List<Double> given(
      Map<String, List<Double>> configured, String modality, List<Double> otherwise) {
    List<Double> own = configured.getOrDefault(modality, List.of());
    return own.isEmpty() ? otherwise : own;
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
    try (Hdf5Container file = Hdf5Container.open(FilePart.whole(ref.files().get(0)))) {
      SampleMetadata metadata = SampleMetadata.of(file);
      SampleBands arrays = new SampleBands(file, metadata.order());
      String first = arrays.named(storedAs.values().iterator().next().get(0));
      Grid grid = arrays.grid(first);
      Window window = ImageRaster.part(grid.all(), choice);
      Map<String, Image> images = new LinkedHashMap<>();
      bands.forEach(
          (modality, wanted) ->
              images.put(modality, arrays.image(stored(ref, modality, wanted), grid, window)));
      Target target = SampleTarget.read(arrays, metadata, grid, window, spec());
      Grid placed = georeferenced ? metadata.placed(first, grid) : grid;
      Acquisition acquisition = ChipPlace.of(placed, placed.all(), metadata.dates(first), null);
      return new Sample(images, target, ref, acquisition);
    }
  }

  /** The names in the files of bands by their names in the data set. */
  private List<String> stored(SampleRef ref, String modality, List<String> wanted) {
    List<String> named = fileBands(modality).stream().map(Band::name).toList();
    List<String> stored = Objects.requireNonNull(storedAs.get(modality), modality);
    int[] indices = NamedBands.indices(ref.place(), named, wanted);
    List<String> names = new ArrayList<>();
    for (int index : indices) {
      names.add(stored.get(index));
    }
    return names;
  }
}
