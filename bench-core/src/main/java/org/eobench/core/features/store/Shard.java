package org.eobench.core.features.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A shard whose index is in memory. Records are copied out of the file and checked before anybody
 * sees them.
 *
 * <p>The file is read and not mapped: a mapped file that another program truncates ends the JVM or
 * throws an error anywhere, and a copy that is checked cannot change afterwards. Pages of either
 * come from the same cache of the system. It is open only while it is read, since a store may have
 * more files than a process may open. Thread-safe.
 */
final class Shard {
  private final Path file;
  private final FeatureKey identity;
  private final Map<FeatureKey, Place> index;

  private record Place(long offset, int length, int checksum) {}

  private record Head(FeatureKey identity, Map<FeatureKey, Place> index) {}

  private Shard(Path file, Head head) {
    this.file = file;
    this.identity = head.identity;
    this.index = head.index;
  }

  /**
   * Opens a shard and reads its index.
   *
   * @param identity the store that it must belong to; null for any
   * @throws DamagedShard if it is not a complete shard of this version and store
   */
  static Shard open(Path file, @Nullable FeatureKey identity) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new Shard(file, head(channel, identity));
    }
  }

  private static Head head(FileChannel channel, @Nullable FeatureKey identity) throws IOException {
    long size = channel.size();
    if (size < ShardFormat.recordsAt(0) || size > ShardFormat.LONGEST) {
      throw new DamagedShard("it has a length of " + size + " bytes");
    }
    ByteBuffer head = read(channel, 0, ShardFormat.HEAD);
    if (head.getLong() != ShardFormat.MAGIC) {
      throw new DamagedShard("it is not a file of this cache");
    }
    int version = head.getInt();
    if (version != ShardFormat.VERSION) {
      throw new DamagedShard("it has version " + version + " of the format");
    }
    int count = head.getInt();
    FeatureKey owner = FeatureKey.read(head);
    long length = head.getLong();
    if (count < 0 || count > ShardFormat.MOST_RECORDS || ShardFormat.recordsAt(count) > size) {
      throw new DamagedShard("it claims to hold " + count + " records");
    }
    int checked = (int) ShardFormat.recordsAt(count) - ShardFormat.CHECK;
    ByteBuffer all = read(channel, 0, checked + ShardFormat.CHECK);
    if (ShardFormat.checksum(all.slice(0, checked)) != all.getInt(checked)) {
      throw new DamagedShard("the checksum of its index is wrong");
    }
    if (length != size) {
      throw new DamagedShard("it has " + size + " of " + length + " bytes");
    }
    if (identity != null && !identity.equals(owner)) {
      throw new DamagedShard("it belongs to another encoder");
    }
    Map<FeatureKey, Place> index = new HashMap<>();
    all.position(ShardFormat.HEAD);
    for (int i = 0; i < count; i++) {
      FeatureKey key = FeatureKey.read(all);
      Place place = new Place(all.getLong(), all.getInt(), all.getInt());
      if (place.offset < 0 || place.length < 0 || place.offset > size - place.length) {
        throw new DamagedShard("a record lies outside of it");
      }
      index.put(key, place);
    }
    return new Head(owner, index);
  }

  private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new DamagedShard("it is truncated");
      }
    }
    return bytes.flip();
  }

  Path file() {
    return file;
  }

  /** The store that it belongs to. */
  FeatureKey identity() {
    return identity;
  }

  Set<FeatureKey> keys() {
    return index.keySet();
  }

  /**
   * Reads a record.
   *
   * @param key one of {@link #keys()}
   * @throws DamagedShard if its bytes are not those that were written
   * @throws java.nio.file.NoSuchFileException if the shard was removed
   */
  ByteBuffer read(FeatureKey key) throws IOException {
    Place place = index.get(key);
    if (place == null) {
      throw new IllegalArgumentException("no such record in " + file);
    }
    ByteBuffer bytes;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      bytes = read(channel, place.offset, place.length);
    }
    if (ShardFormat.checksum(bytes) != place.checksum) {
      throw new DamagedShard("the checksum of a record is wrong");
    }
    return bytes;
  }
}
