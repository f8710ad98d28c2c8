package org.eobench.datasets.folder.files;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The samples of a folder.
 *
 * @param samples by name, sorted
 * @param remarks facts about dates and files that change what is read, as sentences
 */
public record FolderIndex(Map<String, FolderSample> samples, List<String> remarks) {
  public FolderIndex {
    samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
    remarks = List.copyOf(remarks);
  }

  /** The sample of a name. */
  public FolderSample get(String id) {
    return Objects.requireNonNull(samples.get(id), id);
  }
}
