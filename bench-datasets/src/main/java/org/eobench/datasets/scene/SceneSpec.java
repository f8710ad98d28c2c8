package org.eobench.datasets.scene;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.datasets.raster.GridBands.BandFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of a scene.
 *
 * @param id a short name, from which names of files are made
 * @param dates the dates of each modality, in order, the main modality first
 */
public record SceneSpec(String id, Map<String, List<SceneDate>> dates) {
  /**
   * One date of one modality.
   *
   * @param files files with different bands, most often one with all of them
   * @param time when it was taken (UTC), or null if unknown
   */
  public record SceneDate(List<BandFile> files, @Nullable LocalDateTime time) {
    public SceneDate {
      files = List.copyOf(files);
    }
  }

  public SceneSpec {
    dates = Collections.unmodifiableMap(new LinkedHashMap<>(dates));
  }

  /** All files. */
  List<Path> files() {
    return dates.values().stream()
        .flatMap(List::stream)
        .flatMap(date -> date.files().stream())
        .map(BandFile::path)
        .distinct()
        .toList();
  }
}
