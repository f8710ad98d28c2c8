package org.eobench.core.io.tensors;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A checksum in the metadata of a safetensors file: the SHA-256 of the whole file with the
 * checksum's own 64 digits replaced by zeros. It covers header and values, and every safetensors
 * reader still accepts the file.
 */
public final class SafetensorsChecksum {
  /** The key in {@code __metadata__}. */
  public static final String KEY = "file_sha256";

  /** The placeholder of the digits while the checksum is computed. */
  static final String BLANK = "0".repeat(64);

  private static final int BUFFER = 1 << 20;

  private SafetensorsChecksum() {}

  /**
   * Computes the checksum of a file.
   *
   * @param stored digits in the file's header, which count as zeros
   * @throws IOException when the file cannot be read, or its header does not contain {@code stored}
   *     exactly once
   */
  public static String of(Path file, String stored) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(raw)) {
      byte[] length = in.readNBytes(8);
      long announced =
          length.length < 8 ? -1 : ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (announced < 0 || announced > Files.size(file) - 8) {
        throw new IOException("it has no header");
      }
      byte[] header = in.readNBytes((int) Math.min(announced, Integer.MAX_VALUE - 8));
      blank(header, stored);
      MessageDigest digest = digest();
      digest.update(length);
      digest.update(header);
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private static void blank(byte[] header, String stored) throws IOException {
    // One byte per character, so that positions in the text are positions in the bytes.
    String text = new String(header, StandardCharsets.ISO_8859_1);
    int at = stored.isEmpty() ? -1 : text.indexOf(stored);
    if (at < 0 || text.indexOf(stored, at + 1) >= 0) {
      throw new IOException("the position of its checksum is ambiguous");
    }
    Arrays.fill(header, at, at + stored.length(), (byte) '0');
  }

  /** The position of the placeholder in a header that the writer has just made. */
  static int placeIn(byte[] header) {
    String text = new String(header, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(BLANK);
    if (at < 0 || text.indexOf(BLANK, at + 1) >= 0) {
      throw new IllegalArgumentException("the metadata of the file contains 64 zeros");
    }
    return at;
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
