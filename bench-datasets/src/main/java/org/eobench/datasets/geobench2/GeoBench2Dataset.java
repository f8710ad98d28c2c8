package org.eobench.datasets.geobench2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Acquisition.Place;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetFacts;
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
import org.eobench.core.io.FilePart;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.datasets.folder.labels.Legend;
import org.eobench.datasets.folder.labels.LegendReader;
import org.eobench.datasets.folder.split.SplitWords;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;
import org.eobench.datasets.tortilla.TortillaFile;
import org.eobench.datasets.tortilla.TortillaRow;
import org.jspecify.annotations.Nullable;

/**
 * A data set of GEO-Bench-2: one tortilla archive, or several parts, whose rows are the samples.
 *
 * <p>Splits are those of the column {@code tortilla:data_split}. Modalities of other sizes than the
 * first are resampled to it by the ratio of the sizes, because georeferences in the published
 * tables are not those of the images everywhere. The place of a sample comes from its longitude and
 * latitude, or its centroid, in the table.
 */
public final class GeoBench2Dataset extends SplitDataset {
  private static final Pattern POINT =
      Pattern.compile("(?i)POINT\\s*\\(\\s*(-?[\\d.eE+-]+)\\s+(-?[\\d.eE+-]+)\\s*\\)");

  private final GeoBench2Config config;
  private final SampleLabels labels;
  private final Map<String, TortillaRow> rows;

  private GeoBench2Dataset(
      DatasetSpec spec,
      SplitSamples samples,
      GeoBench2Config config,
      SampleLabels labels,
      Map<String, TortillaRow> rows) {
    super(spec, samples);
    this.config = config;
    this.labels = labels;
    this.rows = rows;
  }

  /**
   * Lists the samples of the archives.
   *
   * @throws BenchException if an archive is missing or damaged
   */
  public static GeoBench2Dataset open(GeoBench2Config config, DatasetContext context) {
    DatasetFacts facts = config.facts();
    Legend legend = LegendReader.read(config.labels(), facts.classes(), facts.ignoreIndex());
    DatasetSpec spec = facts.withClasses(legend.classes()).spec(facts.datasetName(), context);
    requireTask(
        spec,
        config.mask() == null
            ? List.of(MultiLabelClassification.KIND)
            : List.of(Segmentation.KIND, Regression.KIND));
    DataFolder folder = DataFolder.of(facts);
    Map<String, TortillaRow> rows = new LinkedHashMap<>();
    Map<Split, List<SampleRef>> refs = new EnumMap<>(Split.class);
    for (String name : config.files()) {
      Path file = folder.require(name);
      for (TortillaRow row : TortillaFile.rows(FilePart.whole(file))) {
        if (rows.put(row.id(), row) != null) {
          throw new BenchException(
              ExitCode.DATA,
              Problem.of("DoubleSample", "two samples have the name " + row.id())
                  .at(row.row().place())
                  .expecting("each part once in dataset.files, of one version of the data set")
                  .next("download the parts again"));
        }
        refs.computeIfAbsent(split(row), split -> new ArrayList<>())
            .add(new SampleRef(row.id(), List.of(file)));
      }
    }
    SplitSamples samples =
        new SplitSamples(
            folder.root(),
            refs.getOrDefault(Split.TRAIN, List.of()),
            refs.getOrDefault(Split.VAL, List.of()),
            refs.getOrDefault(Split.TEST, List.of()));
    return new GeoBench2Dataset(
        spec,
        samples,
        config,
        new SampleLabels(spec, legend, config.maskBand()),
        new HashMap<>(rows));
  }

  private static Split split(TortillaRow row) {
    String text = row.text("tortilla:data_split");
    return SplitWords.of(text)
        .orElseThrow(
            () ->
                new BenchException(
                    ExitCode.DATA,
                    Problem.of("UnknownSplit", "the sample is in the split '" + text + "'")
                        .at(row.row().place())
                        .expecting(SplitWords.KNOWN)
                        .next("download the archive again")));
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
    TortillaRow row = Objects.requireNonNull(rows.get(ref.id()), ref.id());
    List<TortillaRow> files = row.isArchive() ? TortillaFile.rows(row.part()) : List.of(row);
    SampleSeries main = series(ref, files, config.images().keySet().iterator().next());
    Grid grid = main.grid();
    Window window = ImageRaster.part(grid.all(), choice);
    Map<String, Image> images = new LinkedHashMap<>();
    bands.forEach(
        (modality, wanted) -> {
          SampleSeries series = series(ref, files, modality);
          boolean still = !series.frames().equals(main.frames()) && series.isStill();
          images.put(
              modality,
              series.image(
                  names(modality),
                  wanted,
                  grid,
                  window,
                  spec().frames(),
                  still,
                  config.nodata().get(modality),
                  config.wrapped().contains(modality)));
        });
    Acquisition acquisition = new Acquisition(main.dates(), place(row), config.resolution());
    return new Sample(images, target(ref, row, files, grid, window), ref, acquisition);
  }

  private List<String> names(String modality) {
    return fileBands(modality).stream().map(Band::name).toList();
  }

  private SampleSeries series(SampleRef ref, List<TortillaRow> files, String modality) {
    String selector = Objects.requireNonNull(config.images().get(modality), modality);
    return SampleSeries.of(
        ref.id(),
        FileChoice.of(ref.id(), files, selector, "images." + modality),
        names(modality).size(),
        spec().frames(),
        config.dates(),
        config.dateColumn());
  }

  private Target target(
      SampleRef ref, TortillaRow row, List<TortillaRow> files, Grid grid, Window window) {
    if (spec().task().equals(NoTarget.KIND)) {
      return NoTarget.NONE;
    }
    String column = config.labelColumn();
    if (column != null) {
      return labels.ofColumn(row, column);
    }
    String mask = Objects.requireNonNull(config.mask());
    TortillaRow file = FileChoice.of(ref.id(), files, mask, "mask").get(0);
    return labels.ofRaster(file, grid, window);
  }

  /** The labels of a column are known from the archive's table. */
  @Override
  public @Nullable Target indexedTarget(SampleRef ref) {
    String column = config.labelColumn();
    return column == null || spec().task().equals(NoTarget.KIND)
        ? null
        : labels.ofColumn(Objects.requireNonNull(rows.get(ref.id()), ref.id()), column);
  }

  private static @Nullable Place place(TortillaRow row) {
    Place own = place(row.text("lon"), row.text("lat"));
    Matcher centroid = POINT.matcher(row.text("stac:centroid"));
    return own != null || !centroid.matches() ? own : place(centroid.group(1), centroid.group(2));
  }

  private static @Nullable Place place(String longitude, String latitude) {
    try {
      return Place.of(Double.parseDouble(latitude), Double.parseDouble(longitude));
    } catch (NumberFormatException unknown) {
      return null;
    }
  }
}
