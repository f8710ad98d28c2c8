package org.eobench.core.dataset.subset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.jspecify.annotations.Nullable;

/** Reads and writes index files of subsets. */
public final class SubsetIndexFile {
  private static final int SHOWN_DIGITS = 12;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private SubsetIndexFile() {}

  /** Writes an index. */
  public static void write(SubsetIndex index, OutputStream out) throws IOException {
    out.write(JSON.writeValueAsBytes(index));
  }

  /**
   * Reads an index.
   *
   * @throws BenchException if the file is missing, is no index, or does not have its own hash
   */
  public static SubsetIndex read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw failure(
          Problem.of("NoSubsetIndex", "there is no index file of a subset")
              .at(file.toString())
              .expecting("subset.json of the directory of a run with dataset.subset")
              .next("correct dataset.subset.index, or draw with `dataset.subset.fraction=0.1`"),
          null);
    }
    SubsetIndex index;
    try {
      index = JSON.readValue(Files.readAllBytes(file), SubsetIndex.class);
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException foreign) {
      throw failure(notAnIndex(file, "it is no index of a subset"), foreign);
    } catch (IOException unreadable) {
      throw failure(notAnIndex(file, "it cannot be read: " + unreadable.getMessage()), unreadable);
    }
    if (index.dataset() == null || index.splits().isEmpty()) {
      throw failure(notAnIndex(file, "it names no data set, or no split"), null);
    }
    String stored = index.sha256();
    if (stored != null && !stored.equals(index.identity())) {
      throw failure(
          Problem.of(
                  "SubsetDamaged",
                  String.format(
                      Locale.ROOT,
                      "its samples have the hash %s…, not %s…, which it states",
                      brief(index.identity()),
                      brief(stored)))
              .at(file.toString())
              .expecting("the file as the run wrote it")
              .next("copy it again; in a list of your own, leave out the key sha256"),
          null);
    }
    return index;
  }

  private static Problem notAnIndex(Path file, String what) {
    return Problem.of("NoSubsetIndex", what)
        .at(file.toString())
        .expecting(
            "JSON such as {\"dataset\": \"quickstart\", \"version\": 1, \"splits\": {\"train\":"
                + " {\"of\": 2, \"ids\": [\"a\"]}}}")
        .next("draw one with `dataset.subset.fraction=0.1`");
  }

  /**
   * Refuses an index that does not belong to a data set.
   *
   * @throws BenchException if the data set has another name or version, or not all of the samples
   */
  static void requireFit(SubsetIndex index, Path file, EoDataset dataset) {
    DatasetSpec spec = dataset.spec();
    if (!index.dataset().equals(spec.name()) || index.version() != spec.version()) {
      throw failure(
          Problem.of(
                  "OtherSubset",
                  String.format(
                      Locale.ROOT,
                      "the index lists samples of %s version %d, the data set is %s version %d",
                      index.dataset(),
                      index.version(),
                      spec.name(),
                      spec.version()))
              .at(file.toString())
              .expecting("an index of the same data set")
              .next("draw one with `dataset.subset.fraction=0.1`"),
          null);
    }
    for (Map.Entry<String, SubsetIndex.Part> part : index.splits().entrySet()) {
      requireFit(part.getKey(), part.getValue().ids(), file, dataset);
    }
  }

  private static void requireFit(String key, List<String> ids, Path file, EoDataset dataset) {
    Split split = null;
    for (Split one : List.of(Split.TRAIN, Split.VAL)) {
      split = one.key().equals(key) ? one : split;
    }
    if (split == null) {
      throw failure(
          Problem.of("UnknownSplit", key + " is not a split that a subset reduces")
              .at(file.toString())
              .expecting("train or val"),
          null);
    }
    if (ids.isEmpty()) {
      throw failure(
          Problem.of("EmptySubset", "the index lists no sample of the split " + key)
              .at(file.toString())
              .expecting("at least one id, or no key " + key),
          null);
    }
    List<String> known = dataset.samples(split).stream().map(SampleRef::id).toList();
    Set<String> all = new HashSet<>(known);
    Set<String> seen = new HashSet<>();
    for (String id : ids) {
      if (!all.contains(id)) {
        throw failure(
            Problem.of("UnknownSample", "no sample of the split " + key + " is called " + id)
                .at(file.toString())
                .expecting(Suggest.sentence(id, known)),
            null);
      }
      if (!seen.add(id)) {
        throw failure(
            Problem.of("DuplicateSample", "the index lists the sample " + id + " twice")
                .at(file.toString())
                .expecting("each sample once"),
            null);
      }
    }
  }

  private static String brief(String hash) {
    return hash.substring(0, Math.min(SHOWN_DIGITS, hash.length()));
  }

  private static BenchException failure(Problem problem, @Nullable Throwable cause) {
    return cause == null
        ? new BenchException(ExitCode.DATA, problem)
        : new BenchException(ExitCode.DATA, problem, cause);
  }
}
