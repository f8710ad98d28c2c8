package org.eobench.datasets.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;

/** The compressors of chunks, by their ids in the metadata. */
enum Codec {
  NONE,
  BLOSC,
  ZSTD,
  ZLIB;

  /**
   * The codec of {@code compressor} in the metadata of an array.
   *
   * @throws BadChunk if it is none of these
   */
  static Codec of(JsonNode compressor) throws BadChunk {
    if (compressor.isNull() || compressor.isMissingNode()) {
      return NONE;
    }
    String id = compressor.path("id").asText();
    return switch (id) {
      case "blosc" -> BLOSC;
      case "zstd" -> ZSTD;
      case "zlib" -> ZLIB;
      default -> throw new BadChunk("chunks are compressed with '" + id + "'");
    };
  }

  /**
   * Decompresses a chunk.
   *
   * @param size the number of bytes that it must have
   */
  byte[] decode(byte[] chunk, int size) throws BadChunk {
    if (this == BLOSC) {
      return Blosc.decode(chunk, size);
    }
    byte[] plain = this == NONE ? chunk : new byte[size];
    int written =
        switch (this) {
          case ZSTD -> zstd(chunk, plain);
          case ZLIB -> Blosc.inflate(chunk, 0, chunk.length, plain, 0, size);
          default -> chunk.length;
        };
    if (written != size) {
      throw new BadChunk("it has " + written + " bytes, not " + size);
    }
    return plain;
  }

  private static int zstd(byte[] chunk, byte[] plain) throws BadChunk {
    try {
      return new ZstdDecompressor().decompress(chunk, 0, chunk.length, plain, 0, plain.length);
    } catch (MalformedInputException
        | IndexOutOfBoundsException
        | IllegalArgumentException damaged) {
      throw new BadChunk("it is no complete Zstandard frame");
    }
  }
}
