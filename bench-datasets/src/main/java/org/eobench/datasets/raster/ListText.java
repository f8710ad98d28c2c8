package org.eobench.datasets.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** Reads the text of a list of samples, as editors and spreadsheets write it. */
public final class ListText {
  private static final String MARK = "\uFEFF";

  private ListText() {}

  /**
   * The whole text without the byte order mark that it may begin with.
   *
   * @throws BenchException when the file cannot be read or is not UTF-8
   */
  public static String read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingFile", "the list of a split cannot be read")
              .at(file.toString())
              .expecting("a text file with one image name a line")
              .next("write it, or choose `dataset.split.by=ratio`"),
          failure);
    }
    String encoding = otherEncoding(bytes);
    if (encoding.isEmpty()) {
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith(MARK) ? text.substring(1) : text;
      } catch (CharacterCodingException noUtf8) {
        encoding = "neither UTF-8 nor UTF-16";
      }
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of("ListEncoding", "the list of a split is " + encoding)
            .at(file.toString())
            .expecting("text in UTF-8")
            .next("save it as UTF-8, for example with iconv -f UTF-16 -t UTF-8"));
  }

  /** What a text in 16 bits a character is called; empty for anything else. */
  private static String otherEncoding(byte[] bytes) {
    boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
    boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
    if (little || big) {
      return "UTF-16";
    }
    for (byte value : bytes) {
      if (value == 0) {
        return "UTF-16 or no text at all: it has bytes that are zero";
      }
    }
    return "";
  }
}
