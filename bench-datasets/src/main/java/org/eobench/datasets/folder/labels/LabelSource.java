package org.eobench.datasets.folder.labels;

import java.nio.file.Path;
import java.util.List;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Target;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.raster.formats.Grid;
import org.jspecify.annotations.Nullable;

/** Where the targets of samples come from. */
public interface LabelSource {
  /**
   * Reads a target.
   *
   * @param window the part of the sample's images
   * @param grid grid of the images
   * @param spec task, classes and ignore index
   * @throws org.eobench.core.error.BenchException if the labels cannot be read, or contain
   *     something that the configuration does not describe
   */
  Target read(FolderSample sample, Window window, Grid grid, DatasetSpec spec);

  /**
   * The target of a whole sample that is known without opening its files; null by default.
   *
   * @param spec task, classes and ignore index
   */
  default @Nullable Target indexed(FolderSample sample, DatasetSpec spec) {
    return null;
  }

  /** The classes by the configuration, or as found in the labels. */
  List<String> classes();

  /** Files of a sample that are not among {@link FolderSample#files()}. */
  default List<Path> files(FolderSample sample) {
    return List.of();
  }

  /** What is guessed or left out, as sentences. */
  default List<String> remarks() {
    return List.of();
  }
}
