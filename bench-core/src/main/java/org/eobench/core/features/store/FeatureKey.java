package org.eobench.core.features.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 hash. Equal keys mean equal content: nobody can make two contents with one hash, and
 * chance does not.
 */
public record FeatureKey(long first, long second, long third, long fourth) {
  /** Bytes of a key. */
  public static final int BYTES = 32;

  /** The key of 32 bytes. */
  public static FeatureKey of(byte[] hash) {
    return read(ByteBuffer.wrap(hash));
  }

  /** The key of content whose bytes were fed to {@code digest}, which is reset. */
  public static FeatureKey of(MessageDigest digest) {
    return of(digest.digest());
  }

  /** A new SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A key that differs from this one and from every other {@code variant} of it. */
  public FeatureKey variant(int variant) {
    MessageDigest digest = sha256();
    digest.update(bytes());
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(variant).flip());
    return of(digest);
  }

  static FeatureKey read(ByteBuffer in) {
    return new FeatureKey(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  void write(ByteBuffer out) {
    out.putLong(first).putLong(second).putLong(third).putLong(fourth);
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    write(bytes);
    return bytes.array();
  }

  /** The hash in lower-case hex. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
