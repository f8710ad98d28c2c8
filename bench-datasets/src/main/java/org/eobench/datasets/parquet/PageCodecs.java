package org.eobench.datasets.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Decompresses pages in Java: Snappy, Zstandard, gzip and LZ4; compresses with Zstandard. */
final class PageCodecs implements CompressionCodecFactory {
  /** Writers make pages of about a megabyte; a damaged size must not take all memory. */
  private static final int LARGEST_PAGE = 512 << 20;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new UnsupportedOperationException(codec + " is not written");
    }
    return new ZstandardPages();
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new PageDecompressor(codec);
  }

  @Override
  public void release() {
    // It holds nothing.
  }

  private static final class ZstandardPages implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      byte[] plain = bytes.toByteArray();
      Compressor zstd = new ZstdCompressor();
      byte[] packed = new byte[zstd.maxCompressedLength(plain.length)];
      int length = zstd.compress(plain, 0, plain.length, packed, 0, packed.length);
      return BytesInput.from(packed, 0, length);
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
      // It holds nothing.
    }
  }

  private record PageDecompressor(CompressionCodecName codec) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return codec == CompressionCodecName.UNCOMPRESSED
          ? bytes
          : BytesInput.from(decompressed(bytes.toByteArray(), size));
    }

    @Override
    public void decompress(ByteBuffer input, int compressed, ByteBuffer output, int size)
        throws IOException {
      byte[] bytes = new byte[compressed];
      input.get(bytes);
      output.put(decompressed(bytes, size));
    }

    private byte[] decompressed(byte[] bytes, int size) throws IOException {
      if (size < 0 || size > LARGEST_PAGE) {
        throw new ParquetException("the file is damaged: a page of " + size + " bytes");
      }
      if (codec == CompressionCodecName.GZIP) {
        return gunzipped(bytes, size);
      }
      byte[] output = new byte[size];
      int written = decompressor().decompress(bytes, 0, bytes.length, output, 0, size);
      return requireAll(output, written, size);
    }

    private static byte[] gunzipped(byte[] bytes, int size) throws IOException {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        byte[] output = in.readNBytes(size);
        return requireAll(output, output.length, size);
      }
    }

    private static byte[] requireAll(byte[] output, int written, int size) throws ParquetException {
      if (written != size) {
        throw new ParquetException(
            "the file is damaged: a page has " + written + " bytes, not " + size);
      }
      return output;
    }

    private Decompressor decompressor() throws ParquetException {
      return switch (codec) {
        case SNAPPY -> new SnappyDecompressor();
        case ZSTD -> new ZstdDecompressor();
        case LZ4_RAW -> new Lz4Decompressor();
        default ->
            throw new ParquetException(
                "the file is compressed with "
                    + codec
                    + "; Snappy, Zstandard, gzip and LZ4_RAW are read");
      };
    }

    @Override
    public void release() {
      // It holds nothing.
    }
  }
}
