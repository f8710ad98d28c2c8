package org.eobench.datasets.folder.files;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eobench.datasets.raster.formats.RasterFile;
import org.jspecify.annotations.Nullable;

/**
 * One date of one modality of a sample.
 *
 * @param date when it was taken, or null if unknown
 * @param order position in time among the dates of the sample: seconds, or the number in place of
 *     {@code {step}}, or the index along the axis T
 * @param index index along the axis T of its files; 0 without such an axis
 * @param files the file of each band by its name; one file with all bands has the name {@link #ALL}
 */
public record Frame(
    @Nullable LocalDateTime date, long order, int index, Map<String, RasterFile> files) {
  /** The name of a file with all bands. */
  public static final String ALL = "";

  public Frame {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** Whether each band has its own file. */
  public boolean isSplit() {
    return !files.containsKey(ALL);
  }

  /** The file that contains a band. */
  public RasterFile file(String band) {
    return Objects.requireNonNull(files.getOrDefault(band, files.get(ALL)), band);
  }

  /** The same date at one index of the axis N of its files. */
  Frame at(int row) {
    Map<String, RasterFile> rows = new LinkedHashMap<>();
    files.forEach((band, file) -> rows.put(band, file.at(row)));
    return new Frame(date, order, index, rows);
  }
}
