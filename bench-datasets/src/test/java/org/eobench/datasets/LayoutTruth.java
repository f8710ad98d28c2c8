package org.eobench.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eobench.testing.NumpyFixture;
import org.eobench.testing.SharedFiles;

/** What another library reads from the files of a recorded layout: hashes of their values. */
public final class LayoutTruth {
  private final Path folder;
  private final JsonNode files;

  private LayoutTruth(Path folder, JsonNode files) {
    this.folder = folder;
    this.files = files;
  }

  /** The layout of a name; the test is skipped where there is none. */
  public static LayoutTruth of(String name) {
    Path folder = SharedFiles.require("layouts/" + name);
    try {
      JsonNode truth = new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
      return new LayoutTruth(folder, truth.path("files"));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public Path folder() {
    return folder;
  }

  /** What is recorded of a file. */
  public JsonNode entry(String file) {
    return files.path(file);
  }

  /** The names of the files. */
  public List<String> files() {
    List<String> names = new ArrayList<>();
    files.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether values, in C order, are those of a file. */
  public boolean equal(Path file, float[] values) {
    return equal(entry(folder.relativize(file).toString().replace('\\', '/')), values);
  }

  /**
   * Whether values, in C order, are those of an array.
   *
   * @param entry its type and hash
   */
  public static boolean equal(JsonNode entry, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (entry.path("dtype").asText()) {
        case "uint8" -> bytes.put((byte) (int) value);
        case "uint16", "int16" -> bytes.putShort((short) (int) value);
        case "int32" -> bytes.putInt((int) value);
        case "int64" -> bytes.putLong((long) value);
        case "float16" -> bytes.putShort(NumpyFixture.half(value));
        case "float32" -> bytes.putFloat(value);
        default -> throw new IllegalArgumentException(entry.toString());
      }
    }
    bytes.flip();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest()).equals(entry.path("sha256").asText());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
