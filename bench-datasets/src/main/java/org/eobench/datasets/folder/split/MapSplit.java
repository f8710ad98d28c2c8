package org.eobench.datasets.folder.split;

import org.eobench.core.dataset.Split;
import org.jspecify.annotations.Nullable;

/** The split of a window by its place on the map. */
public interface MapSplit {
  /**
   * The split of a window.
   *
   * @return null if the window belongs to no split and is dropped
   */
  @Nullable Split of(MapWindow window);

  /** Why windows are dropped, to follow a number of windows. */
  String reason();
}
