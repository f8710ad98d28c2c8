package org.eobench.datasets.embeddings.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Image;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.Description;
import org.eobench.datasets.table.Table;

/** Reads tables of embeddings: CSV as NeuCo-Bench's, Parquet, and arrays with a description. */
final class EmbeddingTables {
  private static final String ID = "id";

  private EmbeddingTables() {}

  /** Embeddings by the name of the sample. */
  static Map<String, Image> read(Path file) {
    Table table = Table.read(file, "encoder.path");
    if (!table.columns().contains(ID)) {
      throw fault(
          file,
          "the table has no column id, but " + shortened(table.columns()),
          "a column id with the names of the samples");
    }
    List<String> columns = columns(table);
    Map<String, Image> images = new LinkedHashMap<>();
    for (Table.Row row : table.rows()) {
      List<String> cells = new ArrayList<>();
      boolean missing = false;
      for (String column : columns) {
        List<String> texts = row.cell(column);
        missing |= texts.isEmpty();
        cells.addAll(texts);
      }
      String id = String.join("", row.cell(ID)).replaceFirst("\\.zarr(\\.zip)?$", "");
      float[] values = missing ? new float[0] : numbers(cells, row.place());
      if (images.put(id, image(values, columns.size() == 1 ? 0 : columns.size())) != null) {
        throw fault(Path.of(row.place()), "the name " + id + " has two rows", "one row for a name");
      }
    }
    return alike(file, images);
  }

  /** NeuCo-Bench's columns are numbers from 0; otherwise all but the names are dimensions. */
  private static List<String> columns(Table table) {
    List<String> numbered =
        table.columns().stream()
            .filter(name -> name.matches("\\d{1,6}"))
            .sorted(Comparator.comparingInt(Integer::parseInt))
            .toList();
    if (!numbered.isEmpty()) {
      return numbered;
    }
    if (table.columns().contains("embedding")) {
      return List.of("embedding");
    }
    return table.columns().stream().filter(name -> !name.equals(ID)).toList();
  }

  private static float[] numbers(List<String> cells, String place) {
    float[] values = new float[cells.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = Float.parseFloat(cells.get(i));
      } catch (NumberFormatException wrong) {
        throw fault(
            Path.of(place),
            "'" + cells.get(i) + "' is no number of an embedding",
            "numbers in all columns but id");
      }
    }
    return values;
  }

  private static Image image(float[] values, int width) {
    if (values.length == 0) {
      float[] none = new float[Math.max(1, width)];
      Arrays.fill(none, Float.NaN);
      return new Image(none, none.length, 1, 1, 1);
    }
    return new Image(values, values.length, 1, 1, 1);
  }

  /** Gives missing embeddings the width of the others, and refuses different widths. */
  private static Map<String, Image> alike(Path file, Map<String, Image> images) {
    int width =
        images.values().stream()
            .filter(image -> !Float.isNaN(image.data()[0]))
            .mapToInt(Image::channels)
            .findFirst()
            .orElse(1);
    images.replaceAll(
        (id, image) -> {
          if (Float.isNaN(image.data()[0])) {
            return image(new float[0], width);
          }
          if (image.channels() != width) {
            throw fault(
                file,
                String.format(
                    Locale.ROOT,
                    "the embedding of %s has %d dimensions, others have %d",
                    id,
                    image.channels(),
                    width),
                "embeddings of one width");
          }
          return image;
        });
    return images;
  }

  /** Reads what {@code embed} wrote as one table. */
  static Map<String, Image> read(Path folder, Description description) {
    return switch (description.files()) {
      case "csv" -> read(folder.resolve(description.images().get(0).file()));
      case "npy" -> array(folder, description);
      case "parquet" -> ParquetEmbeddingRows.read(folder, description);
      default ->
          throw fault(
              folder.resolve(Description.FILE),
              "the format of the files is " + description.files(),
              "tif, npy, parquet or csv");
    };
  }

  private static Map<String, Image> array(Path folder, Description description) {
    Coding coding = description.coding();
    Path file = folder.resolve(description.images().get(0).file());
    NpyArray array = Npy.read(file);
    long[] shape = array.shape();
    if (shape.length != 2
        || shape[0] != description.images().size()
        || shape[1] != coding.stored()) {
      throw fault(
          file,
          "the array has the shape " + Arrays.toString(shape),
          String.format(Locale.ROOT, "[%d,%d]", description.images().size(), coding.stored()));
    }
    float[] codes = array.floats();
    Map<String, Image> images = new LinkedHashMap<>();
    for (Description.Entry entry : description.images()) {
      if (entry.row() >= shape[0]) {
        throw fault(file, "there is no row " + entry.row(), shape[0] + " rows");
      }
      float[] value = new float[coding.width()];
      coding.decode(codes, (int) entry.row() * coding.stored(), value, 0, 1);
      images.put(entry.id(), new Image(value, value.length, 1, 1, 1));
    }
    return images;
  }

  private static String shortened(List<String> names) {
    return names.size() > 8 ? names.subList(0, 8) + " and more" : names.toString();
  }

  static BenchException fault(Path place, String what, String expected) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("EmbeddingTable", what)
            .at(Objects.toString(place))
            .expecting(expected)
            .next("correct the table, or write it again with `java -jar bench.jar embed`"));
  }
}
