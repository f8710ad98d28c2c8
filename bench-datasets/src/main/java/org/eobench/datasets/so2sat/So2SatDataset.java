package org.eobench.datasets.so2sat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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
import org.eobench.core.io.FilePart;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ImageRaster;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.Hdf5Container;
import org.eobench.datasets.raster.formats.NamedBands;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.split.SplitDataset;
import org.eobench.datasets.split.SplitSamples;

/**
 * So2Sat LCZ42 (Zhu et al. 2020, doi:10.1109/MGRS.2020.2964708): {@code training.h5}, {@code
 * validation.h5} and {@code testing.h5}, each with the arrays {@code sen1} {@code [N,H,W,8]},
 * {@code sen2} {@code [N,H,W,10]} and {@code label} {@code [N,17]}, which is 1 for the class of a
 * patch. The files have neither dates nor places.
 */
public final class So2SatDataset extends SplitDataset {
  private static final Map<String, String> ARRAYS = Map.of("optical", "sen2", "sar", "sen1");
  private static final String LABELS = "label";

  private So2SatDataset(DatasetSpec spec, SplitSamples samples) {
    super(spec, samples);
  }

  /**
   * Lists the patches.
   *
   * @throws BenchException if a file is missing, or its arrays differ in length
   */
  public static So2SatDataset open(So2SatConfig config, DatasetContext context) {
    DatasetSpec spec = config.facts().spec(config.facts().datasetName(), context);
    requireModalities(spec, List.of("optical", "sar"));
    requireTask(spec, List.of(Classification.KIND));
    DataFolder folder = DataFolder.of(config.facts());
    return new So2SatDataset(
        spec,
        new SplitSamples(
            folder.root(),
            list(folder, spec, "training"),
            list(folder, spec, "validation"),
            list(folder, spec, "testing")));
  }

  private static List<SampleRef> list(DataFolder folder, DatasetSpec spec, String part) {
    Path file = folder.require(part + ".h5");
    long count;
    try (Hdf5Container arrays = Hdf5Container.open(FilePart.whole(file))) {
      count = arrays.shape(LABELS)[0];
      for (String modality : spec.bands().keySet()) {
        String name = Objects.requireNonNull(ARRAYS.get(modality), modality);
        long rows = arrays.shape(name)[0];
        if (rows != count) {
          throw arrays
              .fault()
              .broken(
                  String.format(
                      Locale.ROOT, "the array %s has %d patches, label %d", name, rows, count),
                  "data set " + name,
                  "as many patches as labels");
        }
      }
    }
    List<Path> files = List.of(file);
    List<SampleRef> refs = new ArrayList<>();
    for (long row = 0; row < count; row++) {
      refs.add(new SampleRef(part + "/" + row, files));
    }
    return refs;
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    return read(ref, bands, ImageRaster.WHOLE);
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands, ImagePart.Choice choice) {
    int row = Integer.parseInt(ref.id().substring(ref.id().indexOf('/') + 1));
    try (Hdf5Container arrays = Hdf5Container.open(FilePart.whole(ref.files().get(0)))) {
      String first = spec().bands().keySet().iterator().next();
      Grid grid = source(arrays, first, row).header().grid();
      Window window = ImageRaster.part(grid.all(), choice);
      Map<String, Image> images = new LinkedHashMap<>();
      bands.forEach(
          (modality, wanted) -> {
            RasterSource source = source(arrays, modality, row);
            int[] indices = NamedBands.indices(ref.place(), names(modality), wanted);
            float[] values =
                indices.length == 0
                    ? new float[0]
                    : source.measured(indices, 0, window, names(modality).size(), null, null);
            images.put(
                modality, new Image(values, indices.length, 1, window.height(), window.width()));
          });
      return new Sample(images, target(arrays, row), ref, Acquisition.UNKNOWN);
    }
  }

  private RasterSource source(Hdf5Container arrays, String modality, int row) {
    String name = Objects.requireNonNull(ARRAYS.get(modality), modality);
    return arrays.raster(name, "NHWC", names(modality).size(), row);
  }

  private List<String> names(String modality) {
    return fileBands(modality).stream().map(Band::name).toList();
  }

  private Target target(Hdf5Container arrays, int row) {
    if (spec().task().equals(NoTarget.KIND)) {
      return NoTarget.NONE;
    }
    int classes = spec().numClasses();
    RasterSource source = arrays.raster(LABELS, "NC", classes, row);
    double[] label =
        source.stored(IntStream.range(0, classes).toArray(), 0, new Window(0, 0, 1, 1), classes);
    int found = -1;
    for (int i = 0; i < classes; i++) {
      if (label[i] != 0 && (label[i] != 1 || found >= 0)) {
        throw wrong(arrays, row);
      }
      found = label[i] == 1 ? i : found;
    }
    if (found < 0) {
      throw wrong(arrays, row);
    }
    return new ImageClass(found);
  }

  private static BenchException wrong(Hdf5Container arrays, int row) {
    return arrays
        .fault()
        .broken(
            "the label of a patch is not 1 for one class and 0 for the others",
            "data set " + LABELS + ", row " + row,
            "one class for each patch");
  }
}
