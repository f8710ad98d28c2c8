package org.eobench.datasets.folder.labels;

import java.util.List;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.io.geotiff.Window;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.raster.TargetBands;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;

/**
 * Maps of measured values from rasters on the grid of the images, by the scale and offset of the
 * files. NaN where there is no data by the files, or where a stored number is the nodata value of
 * the configuration.
 */
final class ValueLabels implements LabelSource {
  private final MaskConfig mask;
  private final List<String> quantity;

  /**
   * @param classes the key {@code classes}: the name of the quantity, or empty
   */
  ValueLabels(MaskConfig mask, List<String> classes) {
    this.mask = mask;
    this.quantity = classes.isEmpty() ? List.of("value") : classes;
  }

  @Override
  public Target read(FolderSample sample, Window window, Grid grid, DatasetSpec spec) {
    RasterFile file = Objects.requireNonNull(sample.mask());
    Integer band = mask.band();
    try (RasterSource source = MaskGrid.open(mask, file, 1, grid)) {
      if (band == null) {
        TargetBands.requireValues(source.header());
      } else {
        TargetBands.requireThere(source.header(), band);
      }
      int[] only = {band == null ? 0 : band - 1};
      int named = band == null ? 1 : source.header().bands();
      float[] values = source.measured(only, 0, window, named, null, null);
      if (mask.nodata() != null) {
        float[] other = source.measured(only, 0, window, named, mask.nodata(), null);
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.isNaN(other[i]) ? Float.NaN : values[i];
        }
      }
      return new ValueMap(values, window.height(), window.width());
    }
  }

  @Override
  public List<String> classes() {
    return quantity;
  }
}
