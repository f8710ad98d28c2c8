package org.eobench.datasets.geobench2;

import java.io.Closeable;
import org.eobench.datasets.raster.formats.GeoTiffSource;
import org.eobench.datasets.raster.formats.Hdf5Container;
import org.eobench.datasets.raster.formats.RasterSource;
import org.eobench.datasets.tortilla.TortillaRow;
import org.jspecify.annotations.Nullable;

/**
 * A file of a sample as a raster: a GeoTIFF, or an HDF5 file with one array {@code [H,W]}, {@code
 * [C,H,W]} or {@code [T,C,H,W]}.
 */
final class PartRaster implements Closeable {
  private static final String HDF5 = "HDF5";
  private static final String[] AXES = {"HW", "CHW", "TCHW"};

  private final @Nullable Hdf5Container container;
  private final RasterSource source;

  private PartRaster(@Nullable Hdf5Container container, RasterSource source) {
    this.container = container;
    this.source = source;
  }

  /**
   * Opens a file.
   *
   * @param bands expected number of bands; 0 for any
   */
  static PartRaster open(TortillaRow row, int bands) {
    if (!row.format().equals(HDF5)) {
      return new PartRaster(null, new GeoTiffSource(row.part()));
    }
    Hdf5Container container = Hdf5Container.open(row.part());
    try {
      int rank = container.shape(null).length;
      String axes = rank >= 2 && rank <= 4 ? AXES[rank - 2] : null;
      return new PartRaster(container, container.raster(null, axes, bands));
    } catch (RuntimeException failure) {
      container.close();
      throw failure;
    }
  }

  RasterSource source() {
    return source;
  }

  @Override
  public void close() {
    source.close();
    if (container != null) {
      container.close();
    }
  }
}
