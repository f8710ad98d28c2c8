package org.eobench.datasets.folder;

import java.util.Locale;
import org.eobench.core.io.geotiff.Window;

/**
 * A sample: an image or a part of it.
 *
 * @param image name of the image
 * @param window the part, or the whole image
 * @param whole whether the window is the whole image
 */
record Chip(String image, Window window, boolean whole) {

  /** {@code name}, or {@code name@r0c64h64w64} for a part. */
  String id() {
    return whole
        ? image
        : String.format(
            Locale.ROOT,
            "%s@r%dc%dh%dw%d",
            image,
            window.row(),
            window.col(),
            window.height(),
            window.width());
  }
}
