package org.eobench.datasets.spacenet7;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.datasets.folder.FolderConfig;
import org.eobench.datasets.folder.files.FilePattern;
import org.eobench.datasets.folder.files.ImageFiles;

/**
 * Config of {@code spacenet7}: that of {@code folder}, whose pattern says the place and the month
 * of an image.
 *
 * @param folder the keys of {@code folder}
 * @param months which months of a place are used
 */
public record SpaceNet7Config(@Inline FolderConfig folder, @Default("usable") Months months) {
  /** The placeholder of a place, an area of interest. */
  static final String PLACE = "aoi";

  public SpaceNet7Config {
    requireMonths(folder);
  }

  /** Refuses patterns that do not say the place and the month of an image. */
  static void requireMonths(FolderConfig folder) {
    folder
        .images()
        .forEach(
            (modality, node) -> {
              FilePattern pattern = ImageFiles.of("images." + modality, node).pattern();
              if (!pattern.has(PLACE) || !pattern.has("month")) {
                throw new IllegalArgumentException(
                    "images."
                        + modality
                        + " must contain {aoi} and {month}, not '"
                        + pattern
                        + "'");
              }
            });
  }
}
