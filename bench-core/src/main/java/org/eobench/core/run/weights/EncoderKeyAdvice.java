package org.eobench.core.run.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problems;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.registry.Registry;
import org.eobench.core.run.plan.ConfiguredComponent;
import org.eobench.core.run.plan.Fingerprint;
import org.eobench.core.spi.EncoderFactory;
import org.eobench.core.weights.CheckpointLikeness;
import org.eobench.core.weights.CheckpointMatch;
import org.jspecify.annotations.Nullable;

/**
 * Finds changes of encoder keys with which a weights file matches. It tries each number and boolean
 * with the values that the file's shapes suggest, builds the encoder without weights, and keeps the
 * best change, key by key.
 */
final class EncoderKeyAdvice {
  private static final int MOST_KEYS = 5;
  private static final long LARGEST = 16_384;

  /** Keys with lengths in pixels or patches; a position table grows with their square. */
  private static final List<String> SIZES = List.of("size", "grid");

  private static final long LARGEST_SIZE = 1024;
  private static final long LARGEST_PATCH = 64;
  private static final int LEADING = 5;
  private static final int MOST_LENGTHS = 12;
  private static final String WIDTH = "embed_dim";
  private static final String WIDTH_AGAIN = "output_dim";
  private static final String HEADS = "num_heads";
  private static final String LAYERS = "output_layers";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Registry<EncoderFactory<?>> encoders;
  private final EncoderContext context;
  private final Map<String, @Nullable Object> keys = new LinkedHashMap<>();

  /** A change of keys, with the match of the file. */
  private record Trial(Map<String, Object> changes, CheckpointLikeness likeness) {}

  EncoderKeyAdvice(
      Registry<EncoderFactory<?>> encoders, ConfigNode config, EncoderContext context) {
    this.encoders = encoders;
    this.context = context;
    ConfigNode encoder = config.select("encoder");
    if (encoder != null && Fingerprint.plain(encoder) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> keys.put(String.valueOf(key), value));
    }
  }

  /** The helpful changes as arguments, with their effect; empty if none helps. */
  Optional<String> advice(TensorFile file, CheckpointMatch match) {
    Trial best = trial(Map.of(), file, match);
    if (best == null) {
      return Optional.empty();
    }
    for (int i = 0; i < MOST_KEYS && best.likeness().misfits() > 0; i++) {
      Trial better = better(best, file, match);
      if (better == null) {
        break;
      }
      best = better;
    }
    boolean whole = best.likeness().misfits() == 0;
    if (best.changes().isEmpty() || (!whole && best.likeness().equalShapes() <= match.fitting())) {
      return Optional
          .empty(); // A smaller model has fewer mismatches, which alone is no improvement.
    }
    String words =
        best.changes().entrySet().stream()
            .filter(change -> !change.getKey().equals(WIDTH_AGAIN))
            .map(change -> word(change.getKey(), change.getValue()))
            .collect(Collectors.joining(" "));
    String heads =
        best.changes().containsKey(WIDTH) && keys.containsKey(HEADS)
            ? "; encoder.num_heads does not affect any shape, so look it up"
            : "";
    String fits =
        whole
            ? "then all names and shapes match"
            : "then more tensors match, "
                + best.likeness().equalShapes()
                + " instead of "
                + match.fitting();
    return Optional.of("add `" + words + "`: " + fits + heads);
  }

  private static String word(String key, Object value) {
    return value instanceof List<?> list
        ? "'encoder." + key + "=" + list.toString().replace(" ", "") + "'"
        : "encoder." + key + "=" + value;
  }

  private @Nullable Trial better(Trial now, TensorFile file, CheckpointMatch match) {
    Trial best = now;
    for (Map.Entry<String, @Nullable Object> key : keys.entrySet()) {
      if (now.changes().containsKey(key.getKey()) || key.getKey().equals(WIDTH_AGAIN)) {
        continue;
      }
      for (Object value : values(key.getKey(), key.getValue(), now.likeness())) {
        Trial trial = changed(now.changes(), key.getKey(), value, file, match);
        if (trial != null && trial.likeness().misfits() < best.likeness().misfits()) {
          best = trial;
        }
        if (best.likeness().misfits() == 0) {
          return best;
        }
      }
    }
    return best == now ? null : best;
  }

  /** Possible values of a key, from the lengths and counts that differ. */
  private Set<Object> values(String key, @Nullable Object now, CheckpointLikeness likeness) {
    Set<Object> values = new TreeSet<>();
    if (now instanceof Boolean flag) {
      values.add(!flag);
    }
    if (!(now instanceof Long)) {
      return values;
    }
    long old = ((Number) now).longValue();
    boolean size = SIZES.stream().anyMatch(key::endsWith);
    Set<Long> numbers = new TreeSet<>();
    if (!size) {
      likeness.counts().forEach(count -> numbers.add((long) count));
    }
    for (CheckpointLikeness.Lengths axis :
        likeness.lengths().stream().limit(MOST_LENGTHS).toList()) {
      if (!size || axis.file() <= LARGEST_PATCH) {
        numbers.add(axis.file());
      }
      double ratio = (double) axis.file() / axis.model();
      numbers.add(Math.round(old * ratio));
      if (size) {
        numbers.add(Math.round(old * Math.sqrt(ratio)));
        sides(axis.file(), numbers);
      }
    }
    long largest = size ? LARGEST_SIZE : LARGEST;
    numbers.removeIf(number -> number < 1 || number > largest || number == old);
    values.addAll(numbers);
    return values;
  }

  /** The sides of the square grid with this number of table rows, also in pixels. */
  private void sides(long rows, Set<Long> into) {
    for (int leading = 0; leading <= LEADING; leading++) {
      long side = Math.round(Math.sqrt((double) rows - leading));
      if (side > 1 && side * side == rows - leading) {
        into.add(side);
        keys.forEach(
            (key, value) -> {
              if (value instanceof Long patch && key.endsWith("patch_size")) {
                into.add(side * patch);
              }
            });
      }
    }
  }

  /** Changes one key, and other keys that must follow. */
  private @Nullable Trial changed(
      Map<String, Object> before,
      String key,
      Object value,
      TensorFile file,
      CheckpointMatch match) {
    Map<String, Object> changes = new TreeMap<>(before);
    changes.put(key, value);
    if (key.equals(WIDTH) && keys.containsKey(WIDTH_AGAIN)) {
      changes.put(WIDTH_AGAIN, value);
    }
    Trial trial = trial(changes, file, match);
    if (trial == null && key.equals(WIDTH) && keys.get(HEADS) instanceof Number heads) {
      long old = ((Number) keys.getOrDefault(WIDTH, value)).longValue();
      changes.put(HEADS, Math.max(1, heads.longValue() * ((Number) value).longValue() / old));
      trial = trial(changes, file, match);
    }
    if (trial == null
        && value instanceof Long depth
        && keys.get(LAYERS) instanceof List<?> layers) {
      changes.put(LAYERS, spread(depth, layers.size()));
      trial = trial(changes, file, match);
    }
    return trial;
  }

  /** This number of layers, evenly spaced, including the last block of the model. */
  private static List<Long> spread(long depth, int count) {
    Set<Long> layers = new TreeSet<>();
    for (int i = 1; i <= count; i++) {
      layers.add(Math.max(0, Math.round((double) depth * i / count) - 1));
    }
    return new ArrayList<>(layers);
  }

  /** Returns null if the encoder refuses the keys. */
  private @Nullable Trial trial(
      Map<String, Object> changes, TensorFile file, CheckpointMatch match) {
    Map<String, @Nullable Object> tried = new LinkedHashMap<>(keys);
    tried.putAll(changes);
    Problems problems = new Problems();
    try {
      ConfigNode node = ConfigNode.ofYaml(JSON.writeValueAsString(tried), "encoder");
      var chosen =
          ConfiguredComponent.read(
              node, "encoder", ConfiguredComponent.LARGEST_SIZE, encoders, problems);
      if (chosen == null) {
        return null;
      }
      Encoder encoder = chosen.create(context);
      return new Trial(
          changes,
          CheckpointLikeness.of(
              encoder.tensors(), file, encoder.checkpointLayout(), match.prefix(), match.fitted()));
    } catch (BenchException | JsonProcessingException refused) {
      return null;
    }
  }
}
