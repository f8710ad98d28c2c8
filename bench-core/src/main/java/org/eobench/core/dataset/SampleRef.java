package org.eobench.core.dataset;

import java.nio.file.Path;
import java.util.List;

/**
 * Names one sample before it is read.
 *
 * @param id unique and stable within the data set; what errors, predictions and logs print
 * @param files every file that is read for it, images before labels
 */
public record SampleRef(String id, List<Path> files) {
  public SampleRef {
    files = List.copyOf(files);
  }
}
