package org.eobench.datasets.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.eobench.testing.files.ParquetFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files whose footers claim much, and a value that is no number. */
class ParquetClaimsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("t.parquet");
    ParquetFixture.of("message m { required binary id (STRING); required int32 n; }")
        .write(file, Map.of(), List.of("a", "b"), (row, id) -> row.append("id", id).append("n", 1));
  }

  /** Writes the footer again, changed. */
  private void claim(Consumer<FileMetaData> change) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int end = whole.length - 8;
    int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(whole, end - length, length));
    change.accept(footer);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, written);
    ByteBuffer out =
        ByteBuffer.allocate(end - length + written.size() + 8).order(ByteOrder.LITTLE_ENDIAN);
    out.put(whole, 0, end - length).put(written.toByteArray()).putInt(written.size());
    out.put(Arrays.copyOfRange(whole, whole.length - 4, whole.length));
    Files.write(file, out.array());
  }

  private int rows() throws ParquetException {
    try (ParquetFile parquet = ParquetFile.open(file)) {
      int[] count = {0};
      parquet.rows(
          parquet.columns(),
          row -> {
            parquet.columns().forEach(column -> column.texts(row));
            count[0]++;
          });
      return count[0];
    }
  }

  @Test
  void readsAnUnchangedFooterWrittenAgain() throws IOException {
    claim(footer -> {});
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void refusesColumnsThatEndBehindTheFile() throws IOException {
    long size = 1L << 40;
    claim(
        footer ->
            footer
                .getRow_groups()
                .get(0)
                .getColumns()
                .get(1)
                .getMeta_data()
                .setTotal_compressed_size(size));
    assertThatThrownBy(this::rows)
        .isInstanceOf(ParquetException.class)
        .hasMessageStartingWith("the file is damaged: the column n has " + size + " bytes");
  }

  @Test
  void refusesMoreRowsAndValuesThanTheHeapHolds() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    claim(footer -> footer.getRow_groups().get(0).setNum_rows(1L << 40));
    assertThatThrownBy(this::rows)
        .isInstanceOf(ParquetException.class)
        .hasMessageContaining("1099511627776 rows with their values do not fit")
        .hasMessageContaining("java -Xmx");
    Files.write(file, whole);
    claim(
        footer ->
            footer
                .getRow_groups()
                .get(0)
                .getColumns()
                .get(0)
                .getMeta_data()
                .setNum_values(1L << 40));
    assertThatThrownBy(this::rows)
        .isInstanceOf(ParquetException.class)
        .hasMessageContaining("2 rows with their values do not fit");
  }

  @Test
  void namesRowAndColumnOfAValueThatIsNoNumber() throws IOException {
    ParquetFixture.of("message m { required binary price (DECIMAL(9,2)); }")
        .write(
            file,
            Map.of(),
            List.of(1, 0),
            (row, n) -> row.append("price", Binary.fromConstantByteArray(new byte[n])));
    assertThatThrownBy(this::rows)
        .isInstanceOf(ParquetException.class)
        .hasMessageStartingWith("row 2: the value ")
        .hasMessageContaining("of the column price is no DECIMAL(9,2)");
  }
}
