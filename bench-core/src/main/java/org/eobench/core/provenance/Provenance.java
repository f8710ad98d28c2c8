package org.eobench.core.provenance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything besides the config that a run was made of.
 *
 * @param program the code
 * @param environment the machine and the runtime
 * @param weights the encoder's checkpoint, or null for random initialisation
 * @param data the data set
 */
public record Provenance(
    Program program, Environment environment, @Nullable Weights weights, Data data) {

  /** A checkpoint file, by path as configured and hash. */
  public record Weights(String file, String sha256) {}

  /**
   * A data set.
   *
   * @param name its registry key
   * @param version its version; results of two versions do not share a table
   * @param samples number of samples by split
   * @param filesSha256 {@link FileHash#ofFileList} by split
   */
  public record Data(
      String name, int version, Map<String, Integer> samples, Map<String, String> filesSha256) {}
}
