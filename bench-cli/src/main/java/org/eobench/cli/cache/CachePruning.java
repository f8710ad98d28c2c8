package org.eobench.cli.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.eobench.core.features.store.FeatureFolder;
import org.eobench.core.features.store.FeatureStore;
import org.eobench.core.features.store.ShardCheck;
import org.eobench.core.io.UnfinishedFiles;

/** Removes parts of the feature cache, and the folders that become empty. */
final class CachePruning {
  private final FeatureFolder folder;
  private int files;
  private long bytes;

  CachePruning(FeatureFolder folder) {
    this.folder = folder;
  }

  /** Number of files removed so far. */
  int files() {
    return files;
  }

  /** Bytes removed so far. */
  long bytes() {
    return bytes;
  }

  void all() {
    remove((store, shard) -> true);
  }

  /** Removes damaged shards, and what killed processes left. */
  void damaged() {
    for (Path store : folder.stores()) {
      for (UnfinishedFiles.Removed left : UnfinishedFiles.removeStale(store)) {
        files++;
        bytes += left.bytes();
      }
    }
    remove((store, shard) -> !ShardCheck.of(store, shard.path()).intact());
  }

  /** Removes what no run has used for a number of days. */
  void unused(double days) {
    Instant since = Instant.now().minus(Duration.ofSeconds((long) (days * 86_400)));
    remove((store, shard) -> shard.used().isBefore(since));
  }

  /** Removes what was used longest ago until so many gigabytes are left. */
  void downTo(double gigabytes) {
    long before = folder.bytes();
    long excess = before - (long) (gigabytes * (1L << 30));
    if (excess > 0) {
      int shards = shards();
      bytes += folder.removeOldest(excess, Set.of());
      files += shards - shards();
      removeEmptyStores();
    }
  }

  private int shards() {
    return folder.stores().stream().mapToInt(store -> FeatureFolder.shards(store).size()).sum();
  }

  private void remove(BiPredicate<Path, FeatureFolder.ShardFile> wanted) {
    for (Path store : folder.stores()) {
      List<FeatureFolder.ShardFile> shards = FeatureFolder.shards(store);
      for (FeatureFolder.ShardFile shard : shards) {
        if (wanted.test(store, shard)) {
          delete(shard.path());
          files++;
          bytes += shard.bytes();
        }
      }
    }
    removeEmptyStores();
  }

  private void removeEmptyStores() {
    for (Path store : folder.stores()) {
      if (FeatureFolder.shards(store).isEmpty() && !UnfinishedFiles.isIn(store)) {
        delete(store.resolve(FeatureStore.ABOUT));
        delete(store);
      }
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot remove " + path, failure);
    }
  }
}
