package org.eobench.datasets.geobench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.pickle.NumpyValues;
import org.jspecify.annotations.Nullable;

/**
 * What {@code task_specs.pkl} says about a data set. The names of the benchmark and, for m-eurosat,
 * of the classes in it are out of date; the bands and their number of classes are compared with the
 * configuration.
 *
 * @param file the file
 * @param bands names of the bands; empty if it does not say
 * @param classes number of classes; null if it does not say
 */
record TaskSpecs(Path file, List<String> bands, @Nullable Integer classes) {
  static final String NAME = "task_specs.pkl";
  private static final long LARGEST = 16L << 20;

  static TaskSpecs read(Path file) {
    FileFault fault = new FileFault(file, "UnreadablePickle", ExitCode.DATA);
    byte[] bytes;
    try {
      if (Files.size(file) > LARGEST) {
        throw fault.broken("the file is larger than 16 MiB", "", "the description of a task");
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException failure) {
      throw fault.broken("the file cannot be read: " + failure.getMessage(), "", "", failure);
    }
    Map<?, ?> specs = GeoBenchPickle.entries(GeoBenchPickle.read(bytes, fault));
    List<String> bands =
        specs.get("bands_info") instanceof List<?> list
            ? list.stream()
                .map(band -> String.valueOf(GeoBenchPickle.entries(band).get("name")))
                .toList()
            : List.of();
    Object type = Objects.requireNonNullElse(specs.get("label_type"), Map.of());
    double[] classes = NumpyValues.of(GeoBenchPickle.entries(type).get("n_classes"));
    return new TaskSpecs(
        file, bands, classes == null || classes.length != 1 ? null : (int) classes[0]);
  }

  /**
   * Refuses names of bands that the files do not have.
   *
   * @param storedAs names in the files by modality
   */
  void require(Map<String, List<String>> storedAs) {
    storedAs.forEach(
        (modality, names) ->
            names.stream()
                .filter(name -> !bands.isEmpty() && !bands.contains(name))
                .findFirst()
                .ifPresent(
                    name -> {
                      throw new BenchException(
                          ExitCode.DATA,
                          Problem.of("UnknownBand", "the files have no band '" + name + "'")
                              .at(file.toString())
                              .expecting(Suggest.sentence(name, bands))
                              .next("correct dataset.stored_as." + modality));
                    }));
  }

  /** What the file says otherwise than the configuration, as sentences. */
  List<String> remarks(DatasetSpec spec) {
    return classes == null || classes == spec.numClasses()
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%s declares %d classes; dataset.classes lists %d, and any other label is an error",
                NAME,
                classes,
                spec.numClasses()));
  }
}
