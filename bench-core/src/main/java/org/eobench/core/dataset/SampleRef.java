package org.eobench.core.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A reference to a sample, before it is read.
 *
 * @param id unique and stable within the data set; shown in errors, predictions and logs
 * @param files all files of the sample, images before labels
 */
public record SampleRef(String id, List<Path> files) {
  private static final int MOST = 4;

  public SampleRef {
    files = List.copyOf(files);
  }

  /** Its first files for error messages; its id if it has none. */
  public String place() {
    if (files.isEmpty()) {
      return "sample " + id;
    }
    String some = files.stream().limit(MOST).map(Path::toString).collect(Collectors.joining(", "));
    return files.size() > MOST
        ? String.format(Locale.ROOT, "%s and %d more files", some, files.size() - MOST)
        : some;
  }

  /** The file of its labels for error messages, which is the last one. */
  public String labelFile() {
    return files.isEmpty() ? "sample " + id : files.get(files.size() - 1).toString();
  }
}
