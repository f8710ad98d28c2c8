package org.eobench.datasets.raster.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.io.FileKind;

/** The formats of rasters, by extension. A file with another extension is judged by its content. */
enum RasterFormat {
  GEOTIFF("tif", "tiff", "gtiff"),
  NPY("npy"),
  NPZ("npz"),
  HDF5("h5", "hdf5", "he5", "nc", "nc4"),
  PICTURE("png", "jpg", "jpeg"),
  JPEG2000("jp2", "j2k", "jpx"),
  VRT("vrt");

  private final List<String> extensions;

  RasterFormat(String... extensions) {
    this.extensions = List.of(extensions);
  }

  static RasterFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    for (RasterFormat format : values()) {
      if (format.extensions.contains(extension)) {
        return format;
      }
    }
    FileKind kind = FileKind.of(file);
    return kind == null
        ? GEOTIFF
        : switch (kind) {
          case NPY -> NPY;
          case NPZ -> NPZ;
          case HDF5 -> HDF5;
          case PNG, JPEG -> PICTURE;
          case JPEG2000 -> JPEG2000;
          default -> GEOTIFF; // Its reader says what the file is.
        };
  }

  /** Whether files hold arrays whose axes have no fixed meaning. */
  boolean isArray() {
    return this == NPY || this == NPZ || this == HDF5;
  }
}
