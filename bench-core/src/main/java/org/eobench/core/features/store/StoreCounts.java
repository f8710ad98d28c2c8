package org.eobench.core.features.store;

/**
 * What a store has done so far.
 *
 * @param read bytes of the records that were found
 * @param written bytes of the shards that were written
 * @param damaged records and shards that were passed over because their bytes had changed
 */
public record StoreCounts(long read, long written, long damaged) {
  /** Nothing so far. */
  public static final StoreCounts NONE = new StoreCounts(0, 0, 0);
}
