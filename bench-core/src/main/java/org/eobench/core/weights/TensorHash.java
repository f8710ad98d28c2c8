package org.eobench.core.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.nn.Parameter;

/**
 * The SHA-256 of a model's tensors. For each tensor in the order of the names, it covers the line
 * {@code name F32 [2, 3]} and the values in C order, little-endian.
 */
public final class TensorHash {
  private TensorHash() {}

  /** Computes the hash of the present values, in lower-case hex. */
  public static String of(Map<String, Parameter> tensors) {
    MessageDigest digest = digest();
    new TreeMap<>(tensors)
        .forEach((name, tensor) -> add(Weights.entry(name, tensor.array()), digest));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(SafetensorsWriter.Entry entry, MessageDigest digest) {
    TensorInfo info = entry.info();
    String line = info.name() + " " + info.dtype() + " " + Arrays.toString(info.shape()) + "\n";
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    try {
      entry.values().writeTo(digest::update);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
