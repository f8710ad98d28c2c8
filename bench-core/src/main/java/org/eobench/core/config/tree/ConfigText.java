package org.eobench.core.config.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** Decodes the text of a configuration file: UTF-8, with or without a byte order mark. */
public final class ConfigText {
  private static final char MARK = '\uFEFF';

  private ConfigText() {}

  /**
   * Decodes a file and drops the byte order mark that some editors write.
   *
   * @param shown file name for problems
   * @throws BenchException {@code ConfigUnreadable} for another encoding, {@code TooLong} for a
   *     file that is too large to be a configuration
   */
  public static String read(InputStream in, String shown) throws IOException {
    byte[] bytes = in.readNBytes(Bounds.FILE + 1);
    if (bytes.length > Bounds.FILE) {
      throw new BenchException(ExitCode.CONFIG, Bounds.fileTooLong(shown));
    }
    String encoding = wideEncoding(bytes);
    if (encoding != null) {
      throw unreadable(shown, "is " + encoding + " text, not UTF-8", encoding);
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unreadable(shown, "is not UTF-8 text", "ISO-8859-1");
    }
    return text.isEmpty() || text.charAt(0) != MARK ? text : text.substring(1);
  }

  /**
   * Detects UTF-16 and UTF-32 by the byte order mark or by the zero bytes of ASCII characters; null
   * for other encodings.
   */
  private static @Nullable String wideEncoding(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return "UTF-32";
    }
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      return "UTF-16";
    }
    if (bytes.length < 2 || bytes[0] == 0 == (bytes[1] == 0)) {
      return null;
    }
    return bytes[0] == 0 ? "UTF-16BE" : "UTF-16LE";
  }

  private static boolean startsWith(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static BenchException unreadable(String shown, String why, String encoding) {
    return new BenchException(
        ExitCode.CONFIG,
        Problem.of("ConfigUnreadable", "the file " + shown + " " + why)
            .at(shown)
            .expecting("UTF-8, with or without a byte order mark")
            .next("convert it: iconv -f " + encoding + " -t UTF-8 " + shown + " > utf8.yaml"));
  }
}
