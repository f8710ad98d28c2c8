package org.eobench.core.features.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A shard: some records of one store in one file, which never changes once it has its name.
 *
 * <pre>
 * head    magic, version, number of records, identity of the store, length of the file
 * index   for each record: key, offset, length, checksum of its bytes
 * check   checksum of head and index
 * records one after the other, without gaps
 * </pre>
 *
 * <p>Numbers of head and index are big-endian. The checksum is CRC-32C (Castagnoli). It finds every
 * three flipped bits and every damaged run of up to 32 bits of a record or index; of other damage
 * it misses one in 2³².
 */
final class ShardFormat {
  /** {@code EOFEATS} and a byte that a transfer as text would change. */
  static final long MAGIC = 0x454F_4645_4154_53FFL;

  static final int VERSION = 2;
  static final int HEAD = Long.BYTES + 2 * Integer.BYTES + FeatureKey.BYTES + Long.BYTES;
  static final int ENTRY = FeatureKey.BYTES + Long.BYTES + 2 * Integer.BYTES;
  static final int CHECK = Integer.BYTES;

  /** A reader refuses longer files and more records before it asks for memory. */
  static final long LONGEST = 4L << 30;

  static final int MOST_RECORDS = 1 << 20;

  /** File names of shards end with it. */
  static final String SUFFIX = ".shard";

  private ShardFormat() {}

  /** Where the records of a shard begin. */
  static long recordsAt(int records) {
    return HEAD + (long) ENTRY * records + CHECK;
  }

  static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }
}
