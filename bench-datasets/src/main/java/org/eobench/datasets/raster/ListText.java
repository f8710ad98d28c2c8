package org.eobench.datasets.raster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.ShellWord;

/** Reads the text of a list of samples, in the encodings of editors and spreadsheets. */
public final class ListText {
  private static final String MARK = "\uFEFF";

  private ListText() {}

  /**
   * The whole list of a split without a byte order mark.
   *
   * @throws BenchException if the file cannot be read or is not UTF-8
   */
  public static String read(Path file) {
    return read(
        file,
        "the list of a split",
        "a text file with one image name per line",
        "create it, or choose `dataset.split.by=ratio`");
  }

  /**
   * Like {@link #read(Path)}, for another text.
   *
   * @param what the text, for messages
   * @param expected what should be at the path, for the message that it cannot be read
   * @param next the next step after that message
   */
  public static String read(Path file, String what, String expected, String next) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of("MissingFile", "cannot read " + what)
              .at(file.toString())
              .expecting(expected)
              .next(next),
          failure);
    }

    String encoding = wideEncoding(bytes);
    String known = encoding.isEmpty() ? "neither UTF-8 nor UTF-16" : encoding;
    if (encoding.isEmpty()) {
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith(MARK) ? text.substring(1) : text;
      } catch (CharacterCodingException noUtf8) {
        encoding = "WINDOWS-1252"; // the usual encoding of editors that do not use UTF-8
      }
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of("ListEncoding", what + " is " + known)
            .at(file.toString())
            .expecting("text in UTF-8")
            .next("save it as UTF-8, for example: `" + conversion(file, encoding) + "`"));
  }

  private static String conversion(Path file, String encoding) {
    String list = ShellWord.of(file.toString());
    String mended = ShellWord.of(file + ".utf8");
    return String.format(
        Locale.ROOT,
        "iconv -f %s -t UTF-8 %s > %s && mv %s %s",
        encoding,
        list,
        mended,
        mended,
        list);
  }

  /** iconv's name for an encoding with 16 or 32 bits per character; empty for anything else. */
  private static String wideEncoding(byte[] bytes) {
    boolean little = bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE;
    boolean big = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
    if (little && bytes.length > 3 && bytes[2] == 0 && bytes[3] == 0) {
      return "UTF-32";
    }
    if (little || big) {
      return "UTF-16";
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i % 2 == 0 ? "UTF-16BE" : "UTF-16LE";
      }
    }
    return "";
  }
}
