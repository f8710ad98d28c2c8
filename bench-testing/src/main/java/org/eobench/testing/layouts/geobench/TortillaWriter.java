package org.eobench.testing.layouts.geobench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.eobench.core.io.TemporaryFiles;
import org.eobench.testing.files.ParquetFixture;

/**
 * Writes tortilla archives: a header of 200 bytes, the files, and a Parquet table with their names,
 * formats, splits and ranges, compressed by Zstandard as the published ones are.
 */
public final class TortillaWriter {
  private static final int HEADER = 200;

  private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final String columns;

  /**
   * @param columns further columns in the words of Parquet, such as {@code required binary a
   *     (UTF8);}
   */
  public TortillaWriter(String columns) {
    this.columns = columns;
  }

  /**
   * Adds a file.
   *
   * @param format {@code GTiff}, {@code HDF5} or {@code TORTILLA}
   * @param split train, validation or test
   * @param cells values of the further columns: texts, numbers or lists of them
   */
  public TortillaWriter add(
      String id, String format, String split, byte[] bytes, Map<String, Object> cells) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("tortilla:id", id);
    row.put("tortilla:file_format", format);
    row.put("tortilla:data_split", split);
    row.put("tortilla:offset", (long) HEADER + payload.size());
    row.put("tortilla:length", (long) bytes.length);
    row.putAll(cells);
    rows.add(row);
    payload.writeBytes(bytes);
    return this;
  }

  /** The archive. */
  public byte[] bytes() throws IOException {
    Path table = TemporaryFiles.file("tortilla");
    try {
      ParquetFixture.of(
              "message m { required binary tortilla:id (UTF8);"
                  + " required binary tortilla:file_format (UTF8);"
                  + " required binary tortilla:data_split (UTF8);"
                  + " required int64 tortilla:offset; required int64 tortilla:length; "
                  + columns
                  + " }")
          .with(CompressionCodecName.ZSTD)
          .write(table, Map.of(), rows, TortillaWriter::fill);
      byte[] footer = Files.readAllBytes(table);
      ByteBuffer archive =
          ByteBuffer.allocate(HEADER + payload.size() + footer.length)
              .order(ByteOrder.LITTLE_ENDIAN);
      archive.put((byte) '#').put((byte) 'y');
      archive.putLong((long) HEADER + payload.size()).putLong(footer.length).putLong(1);
      archive.position(HEADER).put(payload.toByteArray()).put(footer);
      return archive.array();
    } finally {
      Files.deleteIfExists(table);
    }
  }

  private static void fill(Group group, Map<String, Object> row) {
    row.forEach(
        (name, value) -> {
          if (value instanceof List<?> items) {
            Group list = group.addGroup(name);
            items.forEach(item -> append(list.addGroup("list"), "element", item));
          } else {
            append(group, name, value);
          }
        });
  }

  private static void append(Group group, String name, Object value) {
    if (value instanceof Long number) {
      group.append(name, number);
    } else if (value instanceof Double number) {
      group.append(name, number);
    } else {
      group.append(name, value.toString());
    }
  }
}
