package org.eobench.datasets.folder.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.folder.files.FilePattern;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.raster.formats.Grid;

/** Label maps drawn from polygons, by GDAL's rule of pixel centres. */
final class PolygonLabels implements LabelSource {
  private final PolygonsConfig config;
  private final Map<String, Path> files;
  private final Map<Path, PolygonLayer> layers;
  private final NameLegend legend;
  private final Map<Path, int[]> classes = new LinkedHashMap<>();
  private final int outside;
  private final List<String> remarks;

  private PolygonLabels(
      PolygonsConfig config,
      Map<String, Path> files,
      Map<Path, PolygonLayer> layers,
      NameLegend legend,
      List<String> remarks) {
    this.config = config;
    this.files = files;
    this.layers = layers;
    this.legend = legend;
    this.remarks = remarks;
    this.outside =
        config.outside().equals(LabelClasses.IGNORE)
            ? Legend.IGNORED
            : legend.classes().indexOf(config.outside());
    String kind = config.attribute() == null ? "the class" : "the attribute " + config.attribute();
    layers.forEach(
        (path, layer) -> {
          int[] meanings = new int[layer.names().size()];
          for (int i = 0; i < meanings.length; i++) {
            meanings[i] = legend.require(layer.names().get(i), kind, layer.feature(i).place());
          }
          classes.put(path, meanings);
        });
  }

  /**
   * Reads the polygons.
   *
   * @param legend the labels of the configuration
   * @param grids tells the grid of a sample
   * @throws BenchException if a file is missing or damaged, an attribute is not in the legend, or
   *     no polygon lies on an image
   */
  static PolygonLabels open(
      PolygonsConfig config,
      NameLegend legend,
      Path root,
      Collection<FolderSample> samples,
      Function<FolderSample, Grid> grids) {
    Map<String, Path> files = new LinkedHashMap<>();
    Map<Path, PolygonLayer> layers = new LinkedHashMap<>();
    FilePattern pattern = FilePattern.parse("polygons.file", config.file());
    for (FolderSample sample : samples) {
      Path path = pattern.ofSample("polygons.file", root, sample.placeholders());
      files.put(sample.id(), path);
      if (!layers.containsKey(path)) {
        layers.put(path, PolygonLayer.read(path, config));
      }
    }
    Set<String> found = new LinkedHashSet<>();
    layers.values().forEach(layer -> found.addAll(layer.names()));
    boolean background = !config.outside().equals(LabelClasses.IGNORE);
    if (background) {
      found.add(config.outside());
    }
    NameLegend complete =
        config.inside() == null || !legend.classes().isEmpty()
            ? legend.completedBy(found)
            : inOrder(legend, config);
    if (background && !complete.classes().contains(config.outside())) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("UnknownClass", "polygons.outside=" + config.outside() + " is no class")
              .at("dataset.polygons.outside")
              .expecting("ignore, or one of " + complete.classes())
              .next("add it to dataset.classes"));
    }
    List<String> remarks = new ArrayList<>();
    int empty = 0;
    for (FolderSample sample : samples) {
      PolygonLayer layer = Objects.requireNonNull(layers.get(files.get(sample.id())));
      empty += layer.isOn(grids.apply(sample), place(sample)) ? 0 : 1;
    }
    if (empty == samples.size()) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("Polygons", "no polygon lies on an image")
              .at(layers.keySet().iterator().next().toString())
              .expecting("polygons at the place of the images")
              .next(
                  "check the coordinate systems of the images and the polygons, or set"
                      + " `+dataset.polygons.crs=EPSG:CODE`"));
    }
    if (empty > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "polygons: %d of %d images have no polygon; all their pixels are %s",
              empty,
              samples.size(),
              background ? "of the class " + config.outside() : "ignored"));
    }
    return new PolygonLabels(config, files, layers, complete, remarks);
  }

  /** Without any class in the configuration: what is outside is class 0, what is inside class 1. */
  private static NameLegend inOrder(NameLegend legend, PolygonsConfig config) {
    List<String> names = new ArrayList<>();
    if (!config.outside().equals(LabelClasses.IGNORE)) {
      names.add(config.outside());
    }
    names.add(String.valueOf(config.inside()));
    return legend.withClasses(names);
  }

  private static String place(FolderSample sample) {
    return sample.files().get(0).toString();
  }

  @Override
  public Target read(FolderSample sample, Window window, Grid grid, DatasetSpec spec) {
    Path path = Objects.requireNonNull(files.get(sample.id()));
    int[] labels = new int[window.height() * window.width()];
    Arrays.fill(labels, outside);
    Objects.requireNonNull(layers.get(path))
        .draw(
            labels,
            Objects.requireNonNull(classes.get(path)),
            window,
            grid,
            place(sample),
            config.allTouched());
    for (int i = 0; i < labels.length; i++) {
      labels[i] = NameLegend.label(labels[i], spec.ignoreIndex());
    }
    return new LabelMap(labels, window.height(), window.width());
  }

  @Override
  public List<String> classes() {
    return legend.classes();
  }

  @Override
  public List<Path> files(FolderSample sample) {
    return List.of(Objects.requireNonNull(files.get(sample.id())));
  }

  @Override
  public List<String> remarks() {
    return remarks;
  }
}
