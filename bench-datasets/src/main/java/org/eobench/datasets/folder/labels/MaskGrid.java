package org.eobench.datasets.folder.labels;

import org.eobench.datasets.folder.files.Resampling;
import org.eobench.datasets.raster.GridAgreement;
import org.eobench.datasets.raster.NearestSource;
import org.eobench.datasets.raster.TargetSize;
import org.eobench.datasets.raster.formats.Axes;
import org.eobench.datasets.raster.formats.Grid;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;

/** Opens masks on the grid of their images. */
final class MaskGrid {
  private MaskGrid() {}

  /**
   * Opens a mask.
   *
   * @param bands expected number of bands; any may be there if the configuration selects one
   * @throws org.eobench.core.error.BenchException if the mask is on another grid, unless the
   *     configuration resamples it and both cover the same ground
   */
  static RasterSource open(MaskConfig mask, RasterFile file, int bands, Grid image) {
    boolean anyBands = mask.band() != null && file.isArray();
    RasterSource source = file.open(anyBands ? Axes.ANY : bands);
    try {
      Grid own = source.header().grid();
      if (mask.resampling() == Resampling.NEAREST && !own.isSameSize(image)) {
        return new NearestSource(source, image);
      }
      TargetSize.require(
          source.header().place(),
          own,
          image,
          "check that image and mask belong together; if they only differ in resolution, set"
              + " resampling, such as `'dataset.mask={files:"
              + mask.files()
              + ",resampling:nearest}'`");
      GridAgreement.requireSamePlace(file.path(), own, image);
      return source;
    } catch (RuntimeException failure) {
      source.close();
      throw failure;
    }
  }
}
