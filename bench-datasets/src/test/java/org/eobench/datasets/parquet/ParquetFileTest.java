package org.eobench.datasets.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.eobench.testing.files.ParquetFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetFileTest {
  private static final String SCHEMA =
      """
      message m {
        required binary id (STRING);
        optional double value;
        optional boolean dry;
        optional int32 day (DATE);
        optional int64 at (TIMESTAMP(MILLIS,false));
        optional int64 utc (TIMESTAMP(MICROS,true));
        optional int32 price (DECIMAL(9,2));
        optional int32 code (INTEGER(32,false));
        optional fixed_len_byte_array(2) half (FLOAT16);
        optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
        repeated int32 old;
        optional group box { required int32 x; required int32 y; }
        optional group map (MAP) { repeated group key_value {
          required binary key (STRING); optional int32 value; } }
        optional binary raw;
        optional int96 spark;
      }
      """;

  @TempDir Path folder;

  private static List<Map<String, List<String>>> read(Path file) throws ParquetException {
    try (ParquetFile parquet = ParquetFile.open(file)) {
      List<ParquetColumn> columns =
          parquet.columns().stream().filter(ParquetColumn::hasTexts).toList();
      List<Map<String, List<String>>> rows = new ArrayList<>();
      parquet.rows(
          columns,
          row -> {
            Map<String, List<String>> cells = new LinkedHashMap<>();
            columns.forEach(column -> cells.put(column.name(), column.texts(row)));
            rows.add(cells);
          });
      return rows;
    }
  }

  private static void fill(Group row, String id) {
    row.add("id", id);
    if (id.equals("empty")) {
      row.add("value", Double.NaN);
      return;
    }
    row.add("value", 3.0);
    row.add("dry", true);
    row.add("day", 18_263);
    row.add("at", 1_577_934_245_000L);
    row.add("utc", 1_577_934_245_000_000L);
    row.add("price", 1250);
    row.add("code", -1);
    row.add("half", Binary.fromConstantByteArray(new byte[] {0, 0x3e})); // 1.5
    Group tags = row.addGroup("tags");
    tags.addGroup("list").add("element", "Forest");
    tags.addGroup("list");
    tags.addGroup("list").add("element", " Water ");
    row.add("old", 7);
    row.add("old", 8);
    row.addGroup("box").append("x", 1).append("y", 2);
    row.addGroup("map").addGroup("key_value").append("key", "k").append("value", 1);
    row.add("raw", Binary.fromConstantByteArray(new byte[] {1, 2}));
    row.add(
        "spark",
        Binary.fromConstantByteArray(
            new byte[] {
              0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xe3, (byte) 0x84, 0x25, 0
            })); // Julian day 2458851
  }

  @Test
  void readsValuesAsTheirTexts() throws IOException {
    Path file = folder.resolve("t.parquet");
    ParquetFixture.of(SCHEMA)
        .write(file, Map.of("k", "v"), List.of("a", "empty"), ParquetFileTest::fill);

    Map<String, List<String>> row = read(file).get(0);
    assertThat(row.keySet())
        .as("no map, no binary values")
        .containsExactly(
            "id", "value", "dry", "day", "at", "utc", "price", "code", "half", "tags", "old",
            "box.x", "box.y", "spark");
    assertThat(row)
        .containsEntry("id", List.of("a"))
        .containsEntry("value", List.of("3"))
        .containsEntry("dry", List.of("1"))
        .containsEntry("day", List.of("2020-01-02"))
        .containsEntry("at", List.of("2020-01-02T03:04:05"))
        .containsEntry("utc", List.of("2020-01-02T03:04:05Z"))
        .containsEntry("price", List.of("12.50"))
        .containsEntry("code", List.of("4294967295"))
        .containsEntry("half", List.of("1.5"))
        .containsEntry("tags", List.of("Forest", "Water"))
        .containsEntry("old", List.of("7", "8"))
        .containsEntry("box.y", List.of("2"))
        .containsEntry("spark", List.of("2020-01-02T00:00"));
    Map<String, List<String>> empty = read(file).get(1);
    assertThat(empty.remove("id")).containsExactly("empty");
    assertThat(empty.values()).as("null and NaN").allMatch(List::isEmpty);
    try (ParquetFile parquet = ParquetFile.open(file)) {
      assertThat(parquet.metadata()).containsEntry("k", "v");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void readsEveryCompressionAndBothKindsOfPages(CompressionCodecName codec) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      ids.add("sample " + i % 700);
    }
    for (WriterVersion version : WriterVersion.values()) {
      Path file = folder.resolve(codec + ".parquet");
      ParquetFixture.of("message m { required binary id (STRING); }")
          .with(codec)
          .with(version)
          .write(file, Map.of(), ids, (row, id) -> row.add("id", id));
      assertThat(read(file))
          .extracting(row -> Objects.requireNonNull(row.get("id")).get(0))
          .isEqualTo(ids);
    }
  }

  @Test
  void namesACompressionThatIsNotRead() throws IOException {
    Path file = folder.resolve("b.parquet");
    ParquetFixture.of("message m { required binary id (STRING); }")
        .with(CompressionCodecName.BROTLI)
        .write(file, Map.of(), List.of("a"), (row, id) -> row.add("id", id));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ParquetException.class)
        .hasMessage(
            "the file is compressed with BROTLI; Snappy, Zstandard, gzip and LZ4_RAW are read");
  }

  /** Whatever is damaged, there is one sentence and no other exception. */
  @Test
  void saysOfDamagedFilesThatTheyAre() throws IOException {
    Path file = folder.resolve("whole.parquet");
    ParquetFixture.of(SCHEMA)
        .with(CompressionCodecName.ZSTD)
        .write(file, Map.of(), List.of("a", "b", "empty"), ParquetFileTest::fill);
    byte[] whole = Files.readAllBytes(file);
    Path damaged = folder.resolve("damaged.parquet");
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(damaged, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(damaged))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(ParquetException.class)
          .hasMessageStartingWith("the file is damaged");
    }
    int refused = 0;
    for (int at = 4; at < whole.length; at += 31) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 0x55;
      Files.write(damaged, bytes);
      try {
        read(damaged);
      } catch (ParquetException told) {
        assertThat(told).hasMessageNotContaining("\n");
        refused++;
      }
    }
    assertThat(refused).as("many bytes are counts and offsets").isGreaterThan(20);
  }
}
