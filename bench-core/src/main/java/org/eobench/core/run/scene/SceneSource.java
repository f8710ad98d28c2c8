package org.eobench.core.run.scene;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.ImagePart;

/**
 * A scene of any size, which is read in parts. All its modalities and dates are on one grid. It is
 * read by one thread at a time.
 */
public interface SceneSource extends Closeable {
  /** A short name, for progress and messages. */
  String id();

  /** The files that it is read from; none if it is in memory. */
  List<Path> files();

  /** Its pixels and their place. */
  SceneGrid grid();

  /** The bands that it has, by modality. */
  Map<String, List<String>> bands();

  /**
   * Reads a part, in the unit of the data.
   *
   * @param bands requested bands by modality; the order of both is kept
   * @param part lies within the grid
   * @return {@code [C,T,h,w]} by modality, NaN where there is no data
   * @throws org.eobench.core.error.BenchException if a file cannot be read or lacks a band
   */
  Map<String, Image> read(Map<String, List<String>> bands, ImagePart part);

  /** When and where a part was taken, as far as known. */
  Acquisition acquisition(ImagePart part);

  /** What changes its numbers besides the files, such as a scale; empty for nothing. */
  default String reading() {
    return "";
  }

  /** What is changed, left out or guessed when it is read, as sentences; usually nothing. */
  default List<String> remarks() {
    return List.of();
  }

  @Override
  void close();
}
