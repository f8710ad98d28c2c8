package org.eobench.core.dataset.subset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Random numbers that depend on a seed and a name only, so that a sample keeps its place among the
 * others when samples are added or removed.
 */
final class SeededHash {
  private static final double TWO_POW_53 = 0x1p53;

  private final long seed;

  SeededHash(long seed) {
    this.seed = seed;
  }

  /** A uniform random number in {@code [0,1)}. */
  double unit(String name) {
    return (hash(name) >>> 11) / TWO_POW_53;
  }

  /** The positions of names in a random order. */
  List<Integer> order(List<String> names) {
    long[] hashes = names.stream().mapToLong(this::hash).toArray();
    List<Integer> order = new ArrayList<>(IntStream.range(0, hashes.length).boxed().toList());
    order.sort(Comparator.<Integer>comparingLong(i -> hashes[i] >>> 1).thenComparing(names::get));
    return order;
  }

  private long hash(String name) {
    try {
      byte[] text = (seed + "\n" + name).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
