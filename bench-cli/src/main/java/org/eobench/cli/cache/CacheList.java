package org.eobench.cli.cache;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.cli.terminal.TextTable;
import org.eobench.core.features.store.FeatureFolder;
import org.eobench.core.features.store.FeatureStore;

/** The stores of the feature cache, one line each. */
final class CacheList {
  private static final int BRIEF = 8;
  private static final long MOST_BYTES = 1 << 20;
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final FeatureFolder folder;

  CacheList(FeatureFolder folder) {
    this.folder = folder;
  }

  List<String> lines() {
    List<Path> stores = folder.stores();
    if (stores.isEmpty()) {
      return List.of("no features in " + folder.root());
    }
    TextTable table =
        new TextTable(
            List.of(
                "store", "encoder", "precision", "device", "weights", "last use", "files", "size"),
            6,
            7);
    for (Path store : stores) {
      List<FeatureFolder.ShardFile> shards = FeatureFolder.shards(store);
      Map<String, String> about = about(store);
      String weights = about.getOrDefault("weights", "?");
      table.add(
          brief(store.getFileName().toString()),
          about.getOrDefault("encoder", "?"),
          about.getOrDefault("precision", "?"),
          about.getOrDefault("device", "?"),
          brief(weights),
          shards.stream()
              .map(FeatureFolder.ShardFile::used)
              .max(Instant::compareTo)
              .map(used -> MINUTES.format(used.atZone(ZoneId.systemDefault())))
              .orElse("never"),
          String.valueOf(shards.size()),
          size(shards.stream().mapToLong(FeatureFolder.ShardFile::bytes).sum()));
    }
    return table.lines();
  }

  private static String brief(String hash) {
    return hash.substring(0, Math.min(BRIEF, hash.length()));
  }

  /** Empty where the file is missing or damaged: it is for people, and nothing depends on it. */
  private static Map<String, String> about(Path store) {
    Path file = store.resolve(FeatureStore.ABOUT);
    try {
      return Files.size(file) > MOST_BYTES
          ? Map.of()
          : new ObjectMapper().readValue(Files.readAllBytes(file), new TypeReference<>() {});
    } catch (IOException unreadable) {
      return Map.of();
    }
  }

  /** A number of bytes for people. */
  static String size(long bytes) {
    double mebibytes = bytes / (double) (1 << 20);
    return mebibytes < 1024
        ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
        : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
  }
}
