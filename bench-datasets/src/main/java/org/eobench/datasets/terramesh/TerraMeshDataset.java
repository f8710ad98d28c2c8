package org.eobench.datasets.terramesh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.regression.Regression;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.UnknownLabel;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.NamedBands;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * TerraMesh: {@code {train,val}/KIND/SHARD.tar}, where each kind of image, such as {@code S2L2A} or
 * {@code DEM}, has a file of the same name in the shard of the same name. A file is a Zarr group
 * with {@code bands} {@code [1,C,H,W]}, {@code time}, {@code center_lat} and {@code center_lon}.
 * NaN is missing data.
 *
 * <p>The published splits are train and val; a share of each shard of val, drawn at random, is the
 * test split. Land cover and vegetation index may be the labels of the others.
 */
public final class TerraMeshDataset extends SplitDataset {
  private final TerraMeshConfig config;
  private final MeshShards shards;

  private TerraMeshDataset(
      TerraMeshConfig config, DatasetSpec spec, SplitSamples samples, MeshShards shards) {
    super(spec, samples);
    this.config = config;
    this.shards = shards;
  }

  /**
   * Lists the samples of the shards.
   *
   * @throws BenchException if a shard is missing or damaged, or lacks a sample of another kind
   */
  public static TerraMeshDataset open(TerraMeshConfig config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec("terramesh", context);
    requireLabel(config, spec);
    boolean labelled = !spec.task().equals(NoTarget.KIND);
    MeshShards shards = new MeshShards(config, labelled ? config.label() : null);
    SplitSamples samples = shards.samples();
    return new TerraMeshDataset(config, spec, samples, shards);
  }

  private static void requireLabel(TerraMeshConfig config, DatasetSpec spec) {
    requireTask(spec, List.of(Segmentation.KIND, Regression.KIND));
    if (config.label() == null && !spec.task().equals(NoTarget.KIND)) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoLabels", "no labels are named for the task " + spec.task().key())
              .at("dataset.label")
              .expecting("the folder of the labels, such as LULC for segmentation")
              .next("use `dataset=terramesh_lulc`, or set `dataset.label=NDVI` for regression"));
    }
  }

  @Override
  public List<String> remarks() {
    return List.copyOf(shards.remarks());
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
    String main = spec().bands().keySet().iterator().next();
    Map<String, Image> images = new LinkedHashMap<>();
    try (MeshFile first = open(ref, main)) {
      Grid grid = first.grid();
      Window window = ImageRaster.part(grid.all(), choice);
      Acquisition acquisition = first.acquisition();
      for (String modality : bands.keySet()) {
        try (MeshFile file = modality.equals(main) ? first : open(ref, modality)) {
          file.requireSize(grid);
          images.put(modality, image(file, modality, bands, window));
        }
      }
      return new Sample(images, target(ref, grid, window), ref, acquisition);
    }
  }

  private MeshFile open(SampleRef ref, String modality) {
    String kind = Objects.requireNonNull(config.images().get(modality), modality);
    return MeshFile.open(shards.part(ref, kind), ref.id(), fileBands(modality).size());
  }

  private Image image(
      MeshFile file, String modality, Map<String, List<String>> bands, Window window) {
    List<String> named = fileBands(modality).stream().map(Band::name).toList();
    List<String> wanted = Objects.requireNonNull(bands.get(modality));
    int[] planes = NamedBands.indices(file.toString(), named, wanted);
    int pixels = window.height() * window.width();
    float[] data = new float[planes.length * pixels];
    for (int i = 0; i < planes.length; i++) {
      System.arraycopy(file.bands().plane(planes[i], window), 0, data, i * pixels, pixels);
    }
    return new Image(data, planes.length, 1, window.height(), window.width());
  }

  private Target target(SampleRef ref, Grid grid, Window window) {
    String label = config.label();
    if (label == null || spec().task().equals(NoTarget.KIND)) {
      return NoTarget.NONE;
    }
    try (MeshFile file = MeshFile.open(shards.part(ref, label), ref.id(), 1)) {
      file.requireSize(grid);
      float[] values = file.bands().plane(0, window);
      if (spec().task().equals(Regression.KIND)) {
        return new ValueMap(values, window.height(), window.width());
      }
      int[] labels = new int[values.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = label(values[i], file, window, i);
      }
      return new LabelMap(labels, window.height(), window.width());
    }
  }

  private int label(float value, MeshFile file, Window window, int index) {
    boolean whole = value == Math.rint(value);
    boolean known = whole && value >= 0 && value < spec().numClasses();
    if (Float.isNaN(value)) {
      return spec().ignoreIndex();
    }
    if (!known && value != spec().ignoreIndex()) {
      String text = whole ? Long.toString((long) value) : Float.toString(value);
      throw UnknownLabel.of(text, file.toString(), window, index, spec());
    }
    return (int) value;
  }
}
