package org.eobench.core.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

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

  /** Its files for an error text; its id where it has none. */
  public String place() {
    return files.isEmpty()
        ? "sample " + id
        : files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** The file of its labels for an error text: images come before labels, so it is the last. */
  public String labelFile() {
    return files.isEmpty() ? "sample " + id : files.get(files.size() - 1).toString();
  }
}
