package org.eobench.datasets.folder.files;

import java.util.List;
import java.util.Map;

/** Which samples of a folder are used. Files of the others may be missing. */
public interface SampleChoice {
  /** All samples. */
  SampleChoice ALL = placeholders -> true;

  /**
   * Whether a sample is used; asked once for each.
   *
   * @param placeholders values of the placeholders in the path of its images
   */
  boolean keeps(Map<String, String> placeholders);

  /** What was left out and why, as sentences. */
  default List<String> remarks() {
    return List.of();
  }
}
