package org.eobench.datasets.spacenet7;

import java.nio.file.Path;
import java.util.Set;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.error.BenchException;
import org.eobench.datasets.folder.FolderConfig;
import org.eobench.datasets.folder.FolderDataset;
import org.eobench.datasets.raster.DataFolder;

/** Maps of buildings: each month of each place is an image. */
public final class SpaceNet7 {
  private SpaceNet7() {}

  /**
   * Lists the images of the months that are used.
   *
   * @throws BenchException if files are missing or damaged
   */
  public static FolderDataset open(SpaceNet7Config config, DatasetContext context) {
    return open(config.folder(), config.months(), context);
  }

  static FolderDataset open(FolderConfig folder, Months months, DatasetContext context) {
    Path root = DataFolder.of(folder.facts()).root();
    Set<String> places =
        SpaceNet7Config.PLACE.equals(folder.split().group())
            ? folder.split().values().keySet()
            : Set.of();
    return FolderDataset.open(folder, context, UsableMonths.of(root, months, places));
  }
}
