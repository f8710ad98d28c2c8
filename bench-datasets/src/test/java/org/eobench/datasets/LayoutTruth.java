package org.eobench.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /** Whether values, in C order, are those of a file. */
  public boolean equal(Path file, float[] values) {
    JsonNode entry = files.path(folder.relativize(file).toString().replace('\\', '/'));
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (entry.path("dtype").asText()) {
        case "uint8" -> bytes.put((byte) (int) value);
        case "uint16" -> bytes.putShort((short) (int) value);
        default -> bytes.putFloat(value);
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
