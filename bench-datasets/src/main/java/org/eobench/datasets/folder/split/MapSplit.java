package org.eobench.datasets.folder.split;

import org.eobench.core.dataset.Split;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/** The split of a window by its place on the map. */
public interface MapSplit {
  /**
   * The split of a window.
   *
   * @param box the window in map coordinates of its image
   * @param epsg coordinate system of the image
   * @return null if the window belongs to no split and is dropped
   */
  @Nullable Split of(Envelope box, int epsg);

  /** Why windows are dropped, to follow a number of windows. */
  String reason();
}
