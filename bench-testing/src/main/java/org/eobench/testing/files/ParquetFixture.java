package org.eobench.testing.files;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Writes small Parquet files.
 *
 * @param schema in the words of Parquet, such as {@code message m { required int32 a; }}
 * @param codec compression of the pages
 * @param version version of the pages
 */
public record ParquetFixture(String schema, CompressionCodecName codec, WriterVersion version) {
  /** Files without compression. */
  public static ParquetFixture of(String schema) {
    return new ParquetFixture(schema, CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0);
  }

  /** The same files with another compression. */
  public ParquetFixture with(CompressionCodecName other) {
    return new ParquetFixture(schema, other, version);
  }

  /** The same files with another version of pages. */
  public ParquetFixture with(WriterVersion other) {
    return new ParquetFixture(schema, codec, other);
  }

  /**
   * Writes a file.
   *
   * @param fill fills the row of each value
   */
  public <T> void write(
      Path file, Map<String, String> metadata, List<T> values, BiConsumer<Group, T> fill)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(type)
            .withExtraMetaData(metadata)
            .withCodecFactory(new Codecs())
            .withCompressionCodec(codec)
            .withWriterVersion(version)
            .withPageWriteChecksumEnabled(true)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build()) {
      for (T value : values) {
        Group row = new SimpleGroup(type);
        fill.accept(row, value);
        writer.write(row);
      }
    }
  }

  private static final class Codecs implements CompressionCodecFactory {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
      return new BytesInputCompressor() {
        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
          return BytesInput.from(compressed(name, bytes.toByteArray()));
        }

        @Override
        public CompressionCodecName getCodecName() {
          return name;
        }

        @Override
        public void release() {}
      };
    }

    private static byte[] compressed(CompressionCodecName name, byte... bytes) throws IOException {
      if (name == CompressionCodecName.GZIP) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(bytes);
        }
        return out.toByteArray();
      }
      Compressor compressor =
          switch (name) {
            case SNAPPY -> new SnappyCompressor();
            case ZSTD -> new ZstdCompressor();
            case LZ4_RAW -> new Lz4Compressor();
            default -> null;
          };
      if (compressor == null) {
        return bytes; // Other codecs are only named in the file.
      }
      byte[] out = new byte[compressor.maxCompressedLength(bytes.length)];
      int size = compressor.compress(bytes, 0, bytes.length, out, 0, out.length);
      return Arrays.copyOf(out, size);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
      // Parquet's factory makes both; files of tests are read by the code under test.
      throw new UnsupportedOperationException("fixtures are only written");
    }

    @Override
    public void release() {}
  }
}
