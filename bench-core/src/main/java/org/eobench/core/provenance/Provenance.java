package org.eobench.core.provenance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything besides the config that a run was made of.
 *
 * @param program the code
 * @param environment the machine and the runtime
 * @param weights the encoder's checkpoint, or null for random initialisation
 * @param data the data set
 * @param threads what computed and read, or null in a record of an earlier version
 * @param plugins jars of the plug-in folder, in the order they were loaded
 */
public record Provenance(
    Program program,
    Environment environment,
    @Nullable Weights weights,
    Data data,
    @Nullable Threads threads,
    List<PluginFile> plugins) {

  public Provenance {
    // Records of earlier versions have none.
    plugins = List.copyOf(Objects.requireNonNullElse(plugins, List.of()));
  }

  /**
   * A checkpoint file.
   *
   * @param file its path as configured
   * @param sha256 its hash
   * @param prefix what was taken off its names, such as {@code module.}; empty for nothing
   */
  public record Weights(String file, String sha256, String prefix) {}

  /**
   * A data set.
   *
   * @param name its registry key
   * @param version its version; results of two versions do not share a table
   * @param samples number of samples by split
   * @param filesSha256 {@link FileHash#ofFileList} by split
   * @param filledBands bands that the encoder takes and the data lack, by modality; preprocessing
   *     fills them with one value. Null in records of older versions
   * @param remarks what the files say of themselves that changes how they are read. Null in records
   *     of older versions
   */
  public record Data(
      String name,
      int version,
      Map<String, Integer> samples,
      Map<String, String> filesSha256,
      @Nullable Map<String, List<String>> filledBands,
      @Nullable List<String> remarks) {}
}
