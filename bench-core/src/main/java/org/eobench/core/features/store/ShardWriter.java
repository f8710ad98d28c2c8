package org.eobench.core.features.store;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eobench.core.io.AtomicFile;

/** Collects records in memory and writes them as one shard. */
final class ShardWriter {
  private final FeatureKey identity;
  private final Map<FeatureKey, ByteBuffer> records = new LinkedHashMap<>();
  private long bytes;

  ShardWriter(FeatureKey identity) {
    this.identity = identity;
  }

  void add(FeatureKey key, ByteBuffer record) {
    if (records.putIfAbsent(key, record.asReadOnlyBuffer()) == null) {
      bytes += record.remaining();
    }
  }

  Map<FeatureKey, ByteBuffer> records() {
    return records;
  }

  /** The length of the file. */
  long length() {
    return ShardFormat.recordsAt(records.size()) + bytes;
  }

  /**
   * Writes the shard, complete or not at all.
   *
   * @throws org.eobench.core.error.BenchException when it cannot be written
   */
  void write(Path file) {
    ByteBuffer head = ByteBuffer.allocate(Math.toIntExact(ShardFormat.recordsAt(records.size())));
    head.putLong(ShardFormat.MAGIC).putInt(ShardFormat.VERSION).putInt(records.size());
    identity.write(head);
    head.putLong(length());
    long offset = head.capacity();
    for (Map.Entry<FeatureKey, ByteBuffer> record : records.entrySet()) {
      ByteBuffer content = record.getValue();
      record.getKey().write(head);
      head.putLong(offset).putInt(content.remaining()).putInt(ShardFormat.checksum(content));
      offset += content.remaining();
    }
    head.putInt(ShardFormat.checksum(head.duplicate().flip()));
    AtomicFile.write(
        file,
        out -> {
          out.write(head.array());
          byte[] copy = new byte[0];
          for (ByteBuffer record : records.values()) {
            copy = copy.length == record.remaining() ? copy : new byte[record.remaining()];
            record.duplicate().get(copy);
            out.write(copy);
          }
        });
  }
}
