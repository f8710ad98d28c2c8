package org.eobench.datasets.geobench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ListText;

/** The samples of each split: {@code NAME_partition.json} with the keys train, valid and test. */
final class Partition {
  private static final String END = "_partition.json";
  private static final Map<Split, String> KEYS =
      Map.of(Split.TRAIN, "train", Split.VAL, "valid", Split.TEST, "test");

  private final Path file;
  private final JsonNode root;
  private final Map<String, String> seen = new HashMap<>();

  private Partition(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Reads the names of the samples of each split.
   *
   * @param name {@code default}, or {@code 0.10x_train}
   * @throws BenchException if there is no such file, or it is none of GEO-Bench
   */
  static Map<Split, List<String>> read(DataFolder folder, String name) {
    Path file = folder.root().resolve(name + END);
    if (!Files.isRegularFile(file)) {
      throw missing(folder, file, name);
    }
    String text =
        ListText.read(file, "the list of samples", "lists of samples", "download it again");
    Partition partition;
    try {
      partition = new Partition(file, new ObjectMapper().readTree(text));
    } catch (JsonProcessingException failure) {
      throw wrong(file, "the file is no valid JSON: " + failure.getOriginalMessage());
    }
    Map<Split, List<String>> samples = new HashMap<>();
    KEYS.forEach((split, key) -> samples.put(split, partition.names(key)));
    return samples;
  }

  private List<String> names(String key) {
    JsonNode list = root.path(key);
    if (!list.isArray()) {
      throw wrong(file, "there is no list '" + key + "'");
    }
    List<String> names = new ArrayList<>();
    for (JsonNode entry : list) {
      String name = entry.asText();
      // A name that is a path could leave the folder.
      if (!entry.isTextual() || name.isBlank() || name.matches("(?s).*[/\\\\\\x00].*")) {
        throw wrong(file, "an entry of the list '" + key + "' is no name of a sample: " + entry);
      }
      String other = seen.put(name, key);
      if (other != null) {
        throw wrong(file, "the sample '" + name + "' is in " + other + " and in " + key);
      }
      names.add(name);
    }
    return names;
  }

  private static BenchException wrong(Path file, String what) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableList", what)
            .at(file.toString())
            .expecting("{\"train\": [NAME], \"valid\": [NAME], \"test\": [NAME]}, each name once")
            .next("download the file again"));
  }

  private static BenchException missing(DataFolder folder, Path file, String name) {
    List<String> others;
    try (Stream<Path> files = Files.list(folder.root())) {
      others =
          files
              .map(DataFolder::name)
              .filter(other -> other.endsWith(END))
              .map(other -> other.substring(0, other.length() - END.length()))
              .sorted()
              .toList();
    } catch (IOException unlisted) {
      others = List.of();
    }
    if (others.isEmpty()) {
      folder.require(DataFolder.name(file));
    }
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnknownPartition", "there is no partition '" + name + "'")
            .at(file.toString())
            .expecting(Suggest.sentence(name, others))
            .next(
                "set `dataset.partition=" + (others.isEmpty() ? "default" : others.get(0)) + "`"));
  }
}
