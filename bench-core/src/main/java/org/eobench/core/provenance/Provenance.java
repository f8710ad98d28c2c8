package org.eobench.core.provenance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.subset.SubsetFacts;
import org.eobench.core.encoder.Encoder.StoredMaps;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run depends on, except the config.
 *
 * @param program the code
 * @param environment the machine and the runtime
 * @param weights the encoder's checkpoint, or null for random initialisation
 * @param data the data set
 * @param threads threads of the run, or null in records of earlier versions
 * @param plugins jars of the plug-in folder, in load order
 * @param model weights of a whole model, from which the run started; null for none
 * @param embeddings the stored embeddings that took the place of an encoder; null for none
 */
public record Provenance(
    Program program,
    Environment environment,
    @Nullable Weights weights,
    Data data,
    @Nullable Threads threads,
    List<PluginFile> plugins,
    @Nullable Weights model,
    @Nullable StoredMaps embeddings) {

  public Provenance {
    // Records of earlier versions lack it.
    plugins = List.copyOf(Objects.requireNonNullElse(plugins, List.of()));
  }

  /** A run that started from no weights of a whole model. */
  public Provenance(
      Program program,
      Environment environment,
      @Nullable Weights weights,
      Data data,
      @Nullable Threads threads,
      List<PluginFile> plugins) {
    this(program, environment, weights, data, threads, plugins, null, null);
  }

  /**
   * A checkpoint file.
   *
   * @param file path as configured
   * @param sha256 hash
   * @param prefix prefix removed from its tensor names, such as {@code module.}; may be empty
   */
  public record Weights(String file, String sha256, String prefix) {}

  /**
   * A data set.
   *
   * @param name registry key
   * @param version version; results of two versions do not share a table
   * @param samples number of samples by split
   * @param filesSha256 {@link FileHash#ofFileList} by split
   * @param filledBands bands that the encoder takes but the data lacks, by modality; preprocessing
   *     fills them with a constant. Null in records of older versions
   * @param replacedBands bands of the data in place of bands that it lacks, by modality and missing
   *     band; null if there are none
   * @param droppedBands bands that the data lacks and the encoder was built without, by modality;
   *     null if there are none
   * @param remarks properties of the files that change how they are read. Null in records of older
   *     versions
   * @param statisticsSha256 hash of the band statistics by modality, where they are known. Null in
   *     records of older versions
   * @param subset the part of the splits that was used; null for all of it
   */
  public record Data(
      String name,
      int version,
      Map<String, Integer> samples,
      Map<String, String> filesSha256,
      @Nullable Map<String, List<String>> filledBands,
      @Nullable Map<String, Map<String, String>> replacedBands,
      @Nullable Map<String, List<String>> droppedBands,
      @Nullable List<String> remarks,
      @Nullable Map<String, String> statisticsSha256,
      @Nullable SubsetFacts subset) {}
}
