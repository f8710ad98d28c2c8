package org.eobench.datasets.raster.formats;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A raster that can be opened: a file, and where it holds several arrays, one of them. The
 * extension decides the format; a file of another format than its name says is refused, and called
 * what it is.
 *
 * @param path the file
 * @param array name of an array in an {@code .npz} file, path of a data set in an HDF5 or NetCDF-4
 *     file, or null
 * @param axes order of an array's axes, such as {@code HWC}; null finds it by the number of bands.
 *     Of another raster, {@code TCHW} or {@code CTHW} if its layers are of several dates
 * @param row index of a sample along the axis N of an array, or -1
 * @param arrays keeps arrays that several samples are parts of
 */
public record RasterFile(
    Path path, @Nullable String array, @Nullable String axes, int row, DecodedArrays arrays) {
  /** What the layers of a raster are without a declaration. */
  private static final String PLAIN = "CHW";

  /** A file whose array is kept for nobody else. */
  public RasterFile(Path path, @Nullable String array, @Nullable String axes, int row) {
    this(path, array, axes, row, new DecodedArrays(0));
  }

  /** A file that is one raster. */
  public static RasterFile of(Path path) {
    return new RasterFile(path, null, null, -1);
  }

  /** The same array at one index of its axis N. */
  public RasterFile at(int row) {
    return new RasterFile(path, array, axes, row, arrays);
  }

  /**
   * Opens it and reads its header.
   *
   * @param bands expected number of bands, by which undeclared axes are found; 1 for labels
   * @throws org.eobench.core.error.BenchException if it cannot be read, or its axes do not fit
   */
  public RasterSource open(int bands) {
    RasterFormat format = RasterFormat.of(path);
    if (!format.isArray()) {
      return axes == null || axes.equals(PLAIN)
          ? openLayers(format, bands)
          : StackedSource.of(openLayers(format, bands), axes, bands);
    }
    ArrayData data = data();
    try {
      return new ArraySource(data, Axes.of(data.place(), data.shape(), axes, bands), row);
    } catch (RuntimeException failure) {
      data.close();
      throw failure;
    }
  }

  private RasterSource openLayers(RasterFormat format, int bands) {
    return switch (format) {
      case VRT -> new VrtSource(path, 0);
      case PICTURE -> PictureSource.open(path, bands);
      case JPEG2000 -> throw Jpeg2000.refused(path);
      default -> new GeoTiffSource(path);
    };
  }

  /**
   * The length of the axis N.
   *
   * @param bands as in {@link #open}
   */
  public int samples(int bands) {
    try (ArrayData data = data()) {
      return Axes.of(data.place(), data.shape(), axes, bands).length('N', data.shape());
    }
  }

  private ArrayData data() {
    return switch (RasterFormat.of(path)) {
      case NPY -> NumpyData.openNpy(path);
      case NPZ -> NumpyData.openNpz(path, array, arrays);
      case HDF5 -> Hdf5Data.open(path, array);
      default -> throw new IllegalStateException(path + " is no array");
    };
  }

  /** Whether the file is a GeoTIFF by its name. */
  public boolean isGeoTiff() {
    return RasterFormat.of(path) == RasterFormat.GEOTIFF;
  }

  /** Whether the format is an array with axes, which may include dates and samples. */
  public boolean isArray() {
    return RasterFormat.of(path).isArray();
  }

  /** The same array, at its first sample if it has an axis N. */
  public RasterFile inAnyRow() {
    return row < 0 && axes != null && axes.contains("N") ? at(0) : this;
  }

  /**
   * Reads an array of texts, such as dates.
   *
   * @throws org.eobench.core.error.BenchException if the file contains no texts
   */
  public List<String> texts() {
    return Hdf5Data.texts(path, array);
  }

  /** The header alone. */
  public RasterHeader header(int bands) {
    try (RasterSource source = open(bands)) {
      return source.header();
    }
  }

  /** The file, and the array and sample in it. */
  @Override
  public String toString() {
    return path + (array == null ? "" : ":" + array) + (row < 0 ? "" : "[" + row + "]");
  }
}
