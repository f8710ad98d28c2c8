package org.eobench.datasets.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.eobench.core.error.BenchException;

/** An open Apache Parquet file. Checksums of pages are verified where a file has them. */
public final class ParquetFile implements AutoCloseable {
  /** A run-length code of a few bytes may stand for any number of rows. */
  private static final long MOST_ROWS = 50_000_000;

  private final ParquetFileReader reader;
  private final MessageType schema;

  private ParquetFile(ParquetFileReader reader) {
    this.reader = reader;
    this.schema = reader.getFileMetaData().getSchema();
  }

  /**
   * Opens a file.
   *
   * @throws ParquetException if it is damaged, encrypted, or no Parquet file
   */
  public static ParquetFile open(Path path) throws ParquetException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new PageCodecs())
            .usePageChecksumVerification(true)
            .build();
    try {
      return new ParquetFile(ParquetFileReader.open(new LocalInputFile(path), options));
    } catch (IOException | RuntimeException | StackOverflowError damaged) {
      throw failure(damaged);
    }
  }

  /** The key-value pairs of the footer, such as {@code geo} of GeoParquet. */
  public Map<String, String> metadata() {
    return reader.getFileMetaData().getKeyValueMetaData();
  }

  /** All columns; members of a structure are called {@code structure.member}. */
  public List<ParquetColumn> columns() {
    return ParquetColumn.of(schema);
  }

  /**
   * Reads all rows.
   *
   * @param columns columns that {@code each} takes from the rows; others are not decoded
   * @param each receives the rows in the order of the file
   * @throws ParquetException if the file is damaged, or compressed in a way that is not read
   */
  public void rows(List<ParquetColumn> columns, Consumer<Group> each) throws ParquetException {
    if (reader.getRecordCount() > MOST_ROWS) {
      throw new ParquetException(
          "the file has "
              + reader.getRecordCount()
              + " rows, and at most "
              + MOST_ROWS
              + " are read");
    }
    MessageType wanted =
        new MessageType(
            schema.getName(),
            schema.getFields().stream()
                .filter(
                    field ->
                        columns.stream()
                            .anyMatch(column -> column.path().get(0).equals(field.getName())))
                .toList());
    try {
      reader.setRequestedSchema(wanted);
      PageReadStore pages = reader.readNextRowGroup();
      while (pages != null) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(wanted)
                .getRecordReader(pages, new GroupRecordConverter(wanted));
        for (long row = 0; row < pages.getRowCount(); row++) {
          each.accept(records.read());
        }
        pages = reader.readNextRowGroup();
      }
    } catch (BenchException told) {
      throw told;
    } catch (IOException | RuntimeException damaged) {
      throw failure(damaged);
    }
  }

  /** The innermost message: the library wraps what happened into the place where it did. */
  private static ParquetException failure(Throwable damaged) {
    Throwable cause = damaged;
    while (cause.getCause() != null && !(cause instanceof ParquetException)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String text = message == null ? cause.getClass().getSimpleName() : message.strip();
    return new ParquetException(
        cause instanceof ParquetException ? text : "the file is damaged: " + firstLine(text),
        damaged);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException ignored) {
      // It was only read.
    }
  }
}
