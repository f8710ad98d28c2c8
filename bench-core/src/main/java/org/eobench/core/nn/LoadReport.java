package org.eobench.core.nn;

import java.util.List;

/**
 * What loading a checkpoint did.
 *
 * @param loaded the model's tensors that now hold values of the file
 * @param missing tensors that the file lacks, and may lack
 * @param unexpected keys of the file that the model has no use for, and may ignore
 * @param reshaped those of {@code loaded} that were fitted to another shape
 */
public record LoadReport(
    List<String> loaded, List<String> missing, List<String> unexpected, List<String> reshaped) {
  public LoadReport {
    loaded = List.copyOf(loaded);
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    reshaped = List.copyOf(reshaped);
  }
}
