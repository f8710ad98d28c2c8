package org.eobench.core.features.store;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What reading every byte of a shard has shown.
 *
 * @param records number of records
 * @param damaged those whose bytes are not what was written
 * @param fault why the shard as a whole cannot be read, as half a sentence; null if it can
 */
public record ShardCheck(int records, int damaged, @Nullable String fault) {
  /**
   * Reads a shard.
   *
   * @param store the folder that it is in
   */
  public static ShardCheck of(Path store, Path file) {
    String owner = String.valueOf(store.getFileName());
    try {
      Shard shard = Shard.open(file, null);
      if (!shard.identity().hex().equals(owner)) {
        return new ShardCheck(0, 0, "it belongs to another encoder");
      }
      int damaged = 0;
      for (FeatureKey key : shard.keys()) {
        try {
          Payload.maps(shard.read(key));
        } catch (DamagedShard changed) {
          damaged++;
        }
      }
      return new ShardCheck(shard.keys().size(), damaged, null);
    } catch (IOException failure) {
      return new ShardCheck(0, 0, String.valueOf(failure.getMessage()));
    }
  }

  public boolean intact() {
    return fault == null && damaged == 0;
  }
}
