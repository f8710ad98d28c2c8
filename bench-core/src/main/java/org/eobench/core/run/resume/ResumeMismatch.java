package org.eobench.core.run.resume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.error.BenchException;
import org.eobench.core.run.directory.EarlierRuns;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.run.plan.RunRequest;
import org.jspecify.annotations.Nullable;

/**
 * Explains why {@code resume=true} starts a new run although a run with the same encoder, decoder
 * and data set is unfinished: its configuration differs because of other arguments or of a version
 * of the program with other keys.
 */
public final class ResumeMismatch {
  private static final List<String> GROUPS = List.of("method", "encoder", "decoder", "dataset");
  private static final String CONFIG = ".hydra/config.yaml";
  private static final int MOST_NAMED = 3;

  private ResumeMismatch() {}

  /** A sentence about the newest such run; empty if there is none. */
  public static Optional<String> warning(Path workDir, RunRequest request) {
    return EarlierRuns.unfinished(
            workDir,
            record ->
                GROUPS.stream()
                    .allMatch(
                        group ->
                            Objects.equals(
                                record.choices().get(group), request.choices().get(group))))
        .map(
            run ->
                String.format(
                    Locale.ROOT,
                    "warning: %s is not finished, and resume=true cannot continue it: %s",
                    run,
                    reason(run, request)));
  }

  private static String reason(Path run, RunRequest request) {
    Map<String, String> there = values(stored(run));
    if (there.isEmpty()) {
      return "its " + CONFIG + " cannot be read";
    }
    Map<String, String> here = values(request.snapshot().get(CONFIG));
    TreeSet<String> keys = new TreeSet<>(there.keySet());
    keys.addAll(here.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String old = there.getOrDefault(key, "not set");
      String now = here.getOrDefault(key, "not set");
      if (!old.equals(now)) {
        differences.add(String.format(Locale.ROOT, "%s (there %s, here %s)", key, old, now));
      }
    }
    if (differences.isEmpty()) {
      return "interpolations of its configuration had other values";
    }
    int more = differences.size() - MOST_NAMED;
    return "its configuration differs in "
        + String.join(", ", differences.subList(0, Math.min(MOST_NAMED, differences.size())))
        + (more > 0 ? " and " + more + " more keys" : "");
  }

  private static @Nullable String stored(Path run) {
    try {
      return Files.readString(run.resolve(CONFIG));
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** The values that can change a result, by dotted key; empty if the text is not a config. */
  private static Map<String, String> values(@Nullable String yaml) {
    Map<String, String> values = new TreeMap<>();
    try {
      ConfigNode config = yaml == null ? null : YamlReader.read(yaml, CONFIG);
      if (config != null) {
        Fingerprint.kept(config).forEach((key, value) -> add(key, value, values));
      }
    } catch (BenchException damaged) {
      return Map.of();
    }
    return values;
  }

  private static void add(String key, @Nullable Object value, Map<String, String> values) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((name, inner) -> add(key + "." + name, inner, values));
    } else {
      values.put(key, String.valueOf(value));
    }
  }
}
