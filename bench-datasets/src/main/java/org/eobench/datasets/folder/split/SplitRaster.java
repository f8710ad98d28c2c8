package org.eobench.datasets.folder.split;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Split;
import org.eobench.datasets.folder.files.FilePattern;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.raster.MaskValues;
import org.eobench.datasets.raster.TargetBands;
import org.eobench.datasets.raster.TargetSize;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterHeader;
import org.eobench.datasets.raster.formats.RasterSource;
import org.jspecify.annotations.Nullable;

/**
 * A raster for each image that says which pixels are of which split. A window belongs to the split
 * of its pixels, if all of its pixels that have a split have the same one.
 */
final class SplitRaster implements MapSplit {
  private final Map<String, Path> files;
  private final Map<Long, Split> values;

  private SplitRaster(Map<String, Path> files, Map<Long, Split> values) {
    this.files = files;
    this.values = values;
  }

  /**
   * Finds the files.
   *
   * @param values split of each value; other values are of no split
   */
  static SplitRaster of(
      String pattern, Map<Long, Split> values, Path root, Map<String, FolderSample> samples) {
    FilePattern files = FilePattern.parse("split.raster", pattern);
    Map<String, Path> found = new HashMap<>();
    samples.forEach(
        (name, sample) ->
            found.put(name, files.ofSample("split.raster", root, sample.placeholders())));
    return new SplitRaster(found, values);
  }

  @Override
  public @Nullable Split of(MapWindow window) {
    RasterFile file = RasterFile.of(Objects.requireNonNull(files.get(window.image())));
    MaskValues read;
    try (RasterSource source = file.open(1)) {
      RasterHeader header = source.header();
      TargetSize.require(
          header.place(),
          header.grid(),
          window.grid(),
          "write the raster of splits on the grid of its image");
      TargetBands.requireLabels(header);
      read = MaskValues.read(source, window.window(), bands -> 1, null);
    }
    Split found = null;
    for (double value : read.values()) {
      Split here = value == Math.rint(value) ? values.get((long) value) : null;
      if (here != null && found != null && here != found) {
        return null;
      }
      found = here == null ? found : here;
    }
    return found;
  }

  @Override
  public String reason() {
    return "of no split or of several by the raster";
  }
}
