package org.eobench.datasets.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.FilePart;

/** An open Apache Parquet file. Checksums of pages are verified where a file has them. */
public final class ParquetFile implements AutoCloseable {
  /** Bytes of heap that a row takes, and each of its values: both are objects in collections. */
  private static final long OBJECT = 100;

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
    return open(FilePart.whole(path));
  }

  /** Opens a Parquet file that is a part of a file. */
  public static ParquetFile open(FilePart part) throws ParquetException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new PageCodecs())
            .usePageChecksumVerification(true)
            .build();
    try {
      InputFile input = part.isWhole() ? new LocalInputFile(part.file()) : new PartInput(part);
      ParquetFile file = new ParquetFile(ParquetFileReader.open(input, options));
      file.requireInside(input.getLength());
      return file;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError damaged) {
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
    Set<String> fields =
        columns.stream().map(column -> column.path().get(0)).collect(Collectors.toSet());
    requireMemory(fields);
    MessageType wanted =
        new MessageType(
            schema.getName(),
            schema.getFields().stream().filter(field -> fields.contains(field.getName())).toList());
    long row = 0;
    try {
      reader.setRequestedSchema(wanted);
      PageReadStore pages = reader.readNextRowGroup();
      while (pages != null) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(wanted)
                .getRecordReader(pages, new GroupRecordConverter(wanted));
        for (long i = 0; i < pages.getRowCount(); i++) {
          row++;
          each.accept(records.read());
        }
        pages = reader.readNextRowGroup();
      }
    } catch (BenchException told) {
      throw told;
    } catch (UncheckedIOException value) {
      throw new ParquetException("row " + row + ": " + value.getMessage(), value);
    } catch (IOException | RuntimeException | OutOfMemoryError damaged) {
      throw failure(damaged);
    }
  }

  /** The library allocates what the footer says before it reads. */
  private void requireInside(long length) throws ParquetException {
    for (BlockMetaData group : reader.getRowGroups()) {
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        if (start < 0 || size < 0 || start > length || size > length - start) {
          throw new ParquetException(
              String.format(
                  Locale.ROOT,
                  "the file is damaged: the column %s has %d bytes from byte %d, the file has %d",
                  chunk.getPath().toDotString(),
                  size,
                  start,
                  length));
        }
      }
    }
  }

  /** A run-length code of a few bytes may stand for any number of rows and values. */
  private void requireMemory(Set<String> fields) throws ParquetException {
    long objects = reader.getRecordCount();
    for (BlockMetaData group : reader.getRowGroups()) {
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        objects += fields.contains(chunk.getPath().toArray()[0]) ? chunk.getValueCount() : 0;
      }
    }
    long most = Runtime.getRuntime().maxMemory() / 4 * 3;
    if (objects < 0 || objects > most / OBJECT) {
      throw new ParquetException(
          String.format(
              Locale.ROOT,
              "%d rows with their values do not fit into this program's heap; raise it with"
                  + " java -Xmx, or write fewer rows and columns",
              reader.getRecordCount()));
    }
  }

  /** The innermost message: the library wraps what happened into the place where it did. */
  private static ParquetException failure(Throwable damaged) {
    Throwable cause = damaged;
    while (cause.getCause() != null && !(cause instanceof ParquetException)) {
      cause = cause.getCause();
    }
    if (cause instanceof OutOfMemoryError) {
      return new ParquetException("its values do not fit into memory", damaged);
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
