package org.eobench.datasets.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.eobench.core.io.AtomicFile;

/** Writes Parquet files, compressed with Zstandard. A file appears complete or not at all. */
public final class ParquetOutput {
  /** Rows wait in memory until there are so many bytes of them. */
  private static final long GROUP = 16L << 20;

  private ParquetOutput() {}

  /**
   * Writes a file.
   *
   * @param metadata key-value pairs of the footer
   * @param rows is given a sink of rows, to hand over all of them in order
   */
  public static void write(
      Path target,
      MessageType schema,
      Map<String, String> metadata,
      Consumer<Consumer<Group>> rows) {
    AtomicFile.writeChannel(
        target,
        channel -> {
          try (ParquetWriter<Group> writer =
              ExampleParquetWriter.builder(new ChannelFile(channel))
                  .withConf(new PlainParquetConfiguration())
                  .withType(schema)
                  .withExtraMetaData(metadata)
                  .withCodecFactory(new PageCodecs())
                  .withCompressionCodec(CompressionCodecName.ZSTD)
                  .withDictionaryEncoding(false)
                  .withRowGroupSize(GROUP)
                  .withPageWriteChecksumEnabled(true)
                  .build()) {
            rows.accept(
                row -> {
                  try {
                    writer.write(row);
                  } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                  }
                });
          }
        });
  }

  private record ChannelFile(FileChannel channel) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSize) {
      return new ChannelStream(channel);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /** The channel stays open, because the file is flushed and renamed afterwards. */
  private static final class ChannelStream extends PositionOutputStream {
    private final FileChannel channel;

    ChannelStream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }
}
