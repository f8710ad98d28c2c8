package org.eobench.core.features;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.features.store.FeatureKey;
import org.eobench.core.nn.Parameter;

/** The key of everything that the features of an input depend on besides the input. */
public final class EncoderIdentity {
  /**
   * Version of the program's numbers: raised with every change that gives an encoder's features
   * other bits. A change that nobody noticed shows when the first batch of a run is compared with
   * its records.
   */
  public static final int NUMBERS = 6;

  private EncoderIdentity() {}

  /**
   * The identity of an encoder with its present weights.
   *
   * @param facts what else its features depend on, by name: its configuration, the bands it was
   *     built for, precision, device, threads, libraries
   */
  public static FeatureKey of(Encoder encoder, Map<String, String> facts) {
    MessageDigest digest = FeatureKey.sha256();
    text(digest, "numbers " + NUMBERS);
    new TreeMap<>(facts)
        .forEach(
            (name, value) -> {
              text(digest, name);
              text(digest, value);
            });
    text(digest, encoder.spec().toString());
    encoder
        .tensors()
        .forEach(
            (name, tensor) -> {
              text(digest, name);
              text(digest, tensor.dataType() + " " + tensor.shape());
              values(digest, tensor);
            });
    return FeatureKey.of(digest);
  }

  private static void text(MessageDigest digest, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    digest.update((utf8.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(utf8);
  }

  private static void values(MessageDigest digest, Parameter tensor) {
    if (!tensor.isSet()) {
      text(digest, "not set");
      return;
    }
    NDArray array = tensor.array();
    if (array.getDevice().isGpu()) {
      // The engine's own copy on the host would stay until the run ends.
      try (NDArray host = array.toDevice(Device.cpu(), false)) {
        digest.update(host.toByteBuffer());
      }
    } else {
      digest.update(array.toByteBuffer());
    }
  }
}
