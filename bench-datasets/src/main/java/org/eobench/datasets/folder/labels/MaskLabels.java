package org.eobench.datasets.folder.labels;

import java.util.List;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;

/** Label maps from rasters on the grid of the images. */
final class MaskLabels implements LabelSource {
  private final MaskReader reader;
  private final List<String> classes;

  MaskLabels(MaskConfig mask, Legend legend) {
    this.reader = new MaskReader(mask, legend);
    this.classes = legend.classes();
  }

  @Override
  public Target read(FolderSample sample, Window window, Grid grid, DatasetSpec spec) {
    RasterFile mask = Objects.requireNonNull(sample.mask());
    return reader.read(mask, window, grid, spec);
  }

  @Override
  public List<String> classes() {
    return classes;
  }
}
