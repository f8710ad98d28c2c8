package org.eobench.datasets.bigearthnet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Split;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.FilePart;
import org.eobench.datasets.folder.split.SplitWords;
import org.eobench.datasets.parquet.ParquetColumn;
import org.eobench.datasets.parquet.ParquetException;
import org.eobench.datasets.parquet.ParquetFile;
import org.eobench.datasets.raster.DataFolder;
import org.eobench.datasets.raster.ListText;

/** The patches of each split, with their labels where one table has them all. */
final class Patches {
  private static final Map<Split, String> LISTS =
      Map.of(Split.TRAIN, "train", Split.VAL, "val", Split.TEST, "test");

  private Patches() {}

  /**
   * A pair of patches.
   *
   * @param s2 name of the patch of Sentinel-2
   * @param s1 name of the patch of Sentinel-1
   * @param labels bits of its classes, that of class 0 first; 0 in version 1
   */
  record Patch(String s2, String s1, long labels) {}

  /** Reads the published lists of version 1: lines {@code s2,s1} in one file for each split. */
  static Map<Split, List<Patch>> ofLists(DataFolder folder) {
    Map<Split, List<Patch>> patches = new EnumMap<>(Split.class);
    LISTS.forEach(
        (split, name) -> {
          Path file = folder.require("bigearthnet-" + name + ".csv");
          List<Patch> list = new ArrayList<>();
          int line = 0;
          for (String text : ListText.read(file).split("\\R")) {
            line++;
            if (text.isBlank()) {
              continue;
            }
            String[] names = text.strip().split(",");
            if (names.length != 2) {
              throw wrong(
                  file,
                  String.format(Locale.ROOT, "line %d is '%s'", line, text),
                  "two names: of the patches of Sentinel-2 and of Sentinel-1");
            }
            list.add(new Patch(name(names[0], file), name(names[1], file), 0));
          }
          patches.put(split, list);
        });
    return patches;
  }

  /** Reads {@code metadata.parquet} of version 2. */
  static Map<Split, List<Patch>> ofTable(DataFolder folder, DatasetSpec spec) {
    Path file = folder.require("metadata.parquet");
    Map<Split, List<Patch>> patches = new EnumMap<>(Split.class);
    Map<String, Integer> classes = Nomenclature.byName(spec.classes());
    try (ParquetFile table = ParquetFile.open(FilePart.whole(file))) {
      Columns columns = Columns.of(table, file);
      table.rows(
          List.of(columns.id(), columns.radar(), columns.labels(), columns.split()),
          row -> {
            String s2 = name(columns.id().texts(row), file);
            String word = String.join("", columns.split().texts(row));
            Split split =
                SplitWords.of(word)
                    .orElseThrow(
                        () ->
                            wrong(file, s2 + " is in the split '" + word + "'", SplitWords.KNOWN));
            long labels = 0;
            for (String label : columns.labels().texts(row)) {
              labels |= bit(label, classes, spec, file + ", patch " + s2);
            }
            patches
                .computeIfAbsent(split, key -> new ArrayList<>())
                .add(new Patch(s2, name(columns.radar().texts(row), file), labels));
          });
    } catch (ParquetException damaged) {
      throw wrong(file, "the Parquet file cannot be read: " + damaged.getMessage(), "a table");
    }
    return patches;
  }

  /** The columns of the table. */
  private record Columns(
      ParquetColumn id, ParquetColumn radar, ParquetColumn labels, ParquetColumn split) {
    static Columns of(ParquetFile table, Path file) {
      return new Columns(
          column(table, file, "patch_id"),
          column(table, file, "s1_name"),
          column(table, file, "labels"),
          column(table, file, "split"));
    }

    private static ParquetColumn column(ParquetFile table, Path file, String name) {
      return table.columns().stream()
          .filter(column -> column.name().equals(name) && column.hasTexts())
          .findFirst()
          .orElseThrow(
              () ->
                  wrong(
                      file,
                      "the table has no column " + name,
                      Suggest.sentence(
                          name, table.columns().stream().map(ParquetColumn::name).toList())));
    }
  }

  /** Reads the labels of a patch of version 1. */
  static long labels(Path file, DatasetSpec spec) {
    String text =
        ListText.read(file, "the labels", "labels of a patch", "unpack the archive again");
    JsonNode list;
    try {
      list = new ObjectMapper().readTree(text).path("labels");
    } catch (JsonProcessingException failure) {
      throw wrong(file, "the file is no valid JSON", "{\"labels\": [NAME]}");
    }
    if (!list.isArray()) {
      throw wrong(file, "the file has no list of labels", "{\"labels\": [NAME]}");
    }
    Map<String, Integer> classes = Nomenclature.byName(spec.classes());
    long labels = 0;
    for (JsonNode label : list) {
      labels |= bit(label.asText(), classes, spec, file.toString());
    }
    return labels;
  }

  private static long bit(
      String label, Map<String, Integer> classes, DatasetSpec spec, String place) {
    Integer index = classes.get(label);
    if (index == null) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("UnknownLabel", "the label '" + label + "' is no class of CORINE Land Cover")
              .at(place)
              .expecting(Suggest.sentence(label, Set.copyOf(classes.keySet())))
              .next("correct dataset.classes, which has " + spec.numClasses() + " classes"));
    }
    return index < 0 ? 0 : 1L << index;
  }

  private static String name(List<String> texts, Path file) {
    return name(String.join("", texts), file);
  }

  /** A name that is a path could leave the folder. */
  private static String name(String text, Path file) {
    String name = text.strip();
    if (!name.matches("[\\w.-]+") || name.startsWith(".")) {
      throw wrong(file, "'" + name + "' is no name of a patch", "names such as S2A_MSIL2A_…_26_57");
    }
    return name;
  }

  private static BenchException wrong(Path file, String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableList", what)
            .at(file.toString())
            .expecting(expected)
            .next("download the file again, of the version that dataset.release names"));
  }
}
