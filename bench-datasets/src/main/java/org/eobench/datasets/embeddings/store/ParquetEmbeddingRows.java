package org.eobench.datasets.embeddings.store;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eobench.core.dataset.Image;
import org.eobench.core.io.NumberFormats;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.Description;
import org.eobench.datasets.parquet.ParquetColumn;
import org.eobench.datasets.parquet.ParquetException;
import org.eobench.datasets.parquet.ParquetFile;

/** Reads the Parquet table that {@code embed} writes, whose description says how to decode it. */
final class ParquetEmbeddingRows {
  private static final String EMBEDDING = "embedding";

  private ParquetEmbeddingRows() {}

  /** Embeddings by the name of the sample. */
  static Map<String, Image> read(Path folder, Description description) {
    Path file = folder.resolve(description.images().get(0).file());
    Coding coding = description.coding();
    Map<String, Image> images = new LinkedHashMap<>();
    for (Description.Entry entry : description.images()) {
      int positions = Math.multiplyExact(entry.height(), entry.width());
      float[] map = new float[Math.multiplyExact(positions, coding.width())];
      Arrays.fill(map, Float.NaN);
      images.put(entry.id(), new Image(map, coding.width(), 1, entry.height(), entry.width()));
    }
    try (ParquetFile parquet = ParquetFile.open(file)) {
      List<ParquetColumn> columns = parquet.columns();
      List<String> names = columns.stream().map(ParquetColumn::name).toList();
      if (!names.containsAll(List.of("id", "row", "column", EMBEDDING))) {
        throw EmbeddingTables.fault(
            file, "the table has the columns " + names, "id, row, column and embedding");
      }
      float[] codes = new float[coding.stored()];
      parquet.rows(
          columns.stream().filter(one -> !one.name().equals("geometry")).toList(),
          row -> {
            String id = row.getString("id", 0);
            Image image = images.get(id);
            int r = row.getInteger("row", 0);
            int c = row.getInteger("column", 0);
            if (image == null || r < 0 || c < 0 || r >= image.height() || c >= image.width()) {
              throw EmbeddingTables.fault(
                  file,
                  String.format(
                      Locale.ROOT,
                      "the position %d, %d of %s is none of the description",
                      r,
                      c,
                      id),
                  "the images of " + Description.FILE);
            }
            if (row.getFieldRepetitionCount(EMBEDDING) > 0) {
              codes(row.getGroup(EMBEDDING, 0), codes, file);
              int plane = image.height() * image.width();
              coding.decode(codes, 0, image.data(), r * image.width() + c, plane);
            }
          });
    } catch (ParquetException wrong) {
      throw EmbeddingTables.fault(
          file, "the Parquet file cannot be read: " + wrong.getMessage(), "what `embed` wrote");
    }
    return images;
  }

  private static void codes(Group list, float[] codes, Path file) {
    int count = list.getFieldRepetitionCount(0);
    if (count != codes.length) {
      throw EmbeddingTables.fault(
          file,
          String.format(Locale.ROOT, "an embedding has %d numbers", count),
          codes.length + " numbers");
    }
    for (int i = 0; i < count; i++) {
      Group element = list.getGroup(0, i);
      PrimitiveTypeName type =
          element.getType().getType(0).asPrimitiveType().getPrimitiveTypeName();
      codes[i] =
          switch (type) {
            case FLOAT -> element.getFloat(0, 0);
            case INT32 -> element.getInteger(0, 0);
            default ->
                NumberFormats.toFloat(
                    element
                        .getBinary(0, 0)
                        .toByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getShort());
          };
    }
  }
}
