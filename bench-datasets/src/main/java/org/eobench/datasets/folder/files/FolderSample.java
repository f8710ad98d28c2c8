package org.eobench.datasets.folder.files;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eobench.datasets.raster.formats.RasterFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of one sample.
 *
 * @param id unique name: the values of its placeholders, joined by a slash
 * @param placeholders value of each placeholder in the paths of the sample, such as {@code id},
 *     {@code region} or {@code class}; without date, step and band, which tell files of one sample
 *     apart
 * @param images dates of each modality in order, of equal number; a date is empty if the modality
 *     has no image of it
 * @param dates dates of the first frames, as far as known; fewer than frames if the last ones are
 *     missing, none if unknown
 * @param mask the label map, or null if labels are no rasters
 */
public record FolderSample(
    String id,
    Map<String, String> placeholders,
    Map<String, List<Optional<Frame>>> images,
    List<LocalDateTime> dates,
    @Nullable RasterFile mask) {

  public FolderSample {
    placeholders = Collections.unmodifiableMap(new LinkedHashMap<>(placeholders));
    images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    dates = List.copyOf(dates);
  }

  /** The dates of a modality. */
  public List<Optional<Frame>> frames(String modality) {
    return Objects.requireNonNull(images.get(modality), modality);
  }

  /** The first date of a modality that has an image. */
  public Frame first(String modality) {
    return frames(modality).stream().flatMap(Optional::stream).findFirst().orElseThrow();
  }

  /** All files of a modality, each once. */
  public List<Path> files(String modality) {
    Set<Path> files = new LinkedHashSet<>();
    for (Optional<Frame> frame : frames(modality)) {
      frame.ifPresent(date -> date.files().values().forEach(file -> files.add(file.path())));
    }
    return List.copyOf(files);
  }

  /** All files, images before labels; a file with both is listed twice. */
  public List<Path> files() {
    List<Path> files = new java.util.ArrayList<>();
    images.keySet().forEach(modality -> files.addAll(files(modality)));
    if (mask != null) {
      files.add(mask.path());
    }
    return List.copyOf(files);
  }

  /**
   * One sample of files with several, along the axis N of their arrays.
   *
   * @param layout tells which files have that axis
   */
  FolderSample at(int row, FolderLayout layout) {
    Map<String, List<Optional<Frame>>> rows = new LinkedHashMap<>();
    images.forEach(
        (modality, frames) -> {
          String axes = layout.images(modality).axes();
          boolean several = axes != null && axes.contains("N");
          rows.put(
              modality,
              several
                  ? frames.stream().map(frame -> frame.map(date -> date.at(row))).toList()
                  : frames);
        });
    return new FolderSample(
        String.format(Locale.ROOT, "%s[%d]", id, row),
        placeholders,
        rows,
        dates,
        mask == null ? null : mask.at(row));
  }
}
