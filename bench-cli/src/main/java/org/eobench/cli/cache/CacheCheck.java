package org.eobench.cli.cache;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.eobench.core.features.store.FeatureFolder;
import org.eobench.core.features.store.ShardCheck;

/** Reads the whole feature cache and reports what is damaged. */
final class CacheCheck {
  private final FeatureFolder folder;
  private final Consumer<String> out;

  CacheCheck(FeatureFolder folder, Consumer<String> out) {
    this.folder = folder;
    this.out = out;
  }

  /** Returns whether everything is intact. */
  boolean run() {
    int files = 0;
    int damagedFiles = 0;
    long records = 0;
    for (Path store : folder.stores()) {
      for (FeatureFolder.ShardFile shard : FeatureFolder.shards(store)) {
        ShardCheck check = ShardCheck.of(store, shard.path());
        files++;
        records += check.records();
        if (!check.intact()) {
          damagedFiles++;
          String fault =
              check.fault() != null
                  ? check.fault()
                  : String.format(
                      Locale.ROOT, "%d of %d records", check.damaged(), check.records());
          out.accept("damaged: " + shard.path() + ": " + fault);
        }
      }
    }
    out.accept(
        String.format(
            Locale.ROOT,
            "%d files with %d records in %s: %s",
            files,
            records,
            folder.root(),
            damagedFiles == 0
                ? "all intact"
                : damagedFiles
                    + " damaged; runs pass over them, and `java -jar bench.jar cache prune` removes"
                    + " them"));
    return damagedFiles == 0;
  }
}
