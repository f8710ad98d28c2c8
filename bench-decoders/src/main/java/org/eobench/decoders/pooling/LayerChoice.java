package org.eobench.decoders.pooling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * The maps of an encoder that describe an image: a value of the key {@code layers}.
 *
 * @param kind which maps, or that their mean is weighted
 * @param indices the maps by their place among those of the encoder, from 0; empty unless they are
 *     listed
 */
public record LayerChoice(Kind kind, List<Integer> indices) {
  /** The vectors of all maps, concatenated. */
  public static final LayerChoice ALL = new LayerChoice(Kind.ALL, List.of());

  /** The forms of a choice. */
  public enum Kind {
    /** All maps, whose vectors are concatenated. */
    ALL,
    /** The deepest map. */
    LAST,
    /** All maps, whose vectors are averaged with weights that are trained, one for each map. */
    LEARNED,
    /** The maps that are listed, whose vectors are concatenated. */
    LISTED
  }

  public LayerChoice {
    indices = List.copyOf(indices);
  }

  /**
   * Reads a value.
   *
   * @param node {@code all}, {@code last}, {@code learned} or a list of places
   * @throws IllegalArgumentException if it is something else
   */
  public static LayerChoice of(ConfigNode node) {
    if (node instanceof ListNode list) {
      return listed(list);
    }
    String word =
        node instanceof ScalarNode scalar && scalar.value() instanceof String text ? text : "";
    return switch (word) {
      case "all" -> ALL;
      case "last" -> new LayerChoice(Kind.LAST, List.of());
      case "learned" -> new LayerChoice(Kind.LEARNED, List.of());
      default -> throw refusal(node.describe());
    };
  }

  private static LayerChoice listed(ListNode list) {
    List<Integer> indices = new ArrayList<>();
    for (ConfigNode item : list.items()) {
      long index =
          item instanceof ScalarNode scalar && scalar.value() instanceof Long whole ? whole : -1;
      if (index < 0 || index > Integer.MAX_VALUE) {
        throw refusal(item.describe());
      }
      indices.add((int) index);
    }
    if (indices.isEmpty() || indices.stream().distinct().count() < indices.size()) {
      throw new IllegalArgumentException("layers=" + indices + " must list each map once");
    }
    return new LayerChoice(Kind.LISTED, indices);
  }

  private static IllegalArgumentException refusal(String given) {
    return new IllegalArgumentException(
        "layers must be all, last, learned or a list of the encoder's maps counted from 0, such as"
            + " [0, 3], not "
            + given);
  }

  /** Whether the vectors of the maps are averaged with trained weights. */
  public boolean isLearned() {
    return kind == Kind.LEARNED;
  }

  /**
   * The places of the chosen maps.
   *
   * @param levels number of maps of the encoder
   * @throws BenchException if it has no such map, or if weights are to be learned for only one
   */
  public List<Integer> of(int levels) {
    if (isLearned() && levels == 1) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("OneLevel", "the encoder gives one map, so there are no layers to weigh")
              .at("decoder.layers=learned")
              .expecting("an encoder with two or more maps")
              .next("set `decoder.layers=last`, or let the encoder return more maps"));
    }
    for (int index : indices) {
      if (index >= levels) {
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of(
                    "NoSuchLayer",
                    String.format(
                        Locale.ROOT,
                        "the encoder gives %d %s, and there is no map %d",
                        levels,
                        levels == 1 ? "map" : "maps",
                        index))
                .at("decoder.layers=" + indices)
                .expecting(
                    "places from 0, the shallowest of encoder.output_layers, to " + (levels - 1))
                .next("set `decoder.layers=[" + (levels - 1) + "]`, the deepest map"));
      }
    }
    return switch (kind) {
      case ALL, LEARNED -> IntStream.range(0, levels).boxed().toList();
      case LAST -> List.of(levels - 1);
      case LISTED -> indices;
    };
  }

  /** The value in configurations, such as {@code last} or {@code [0, 3]}. */
  public String key() {
    return kind == Kind.LISTED ? indices.toString() : kind.name().toLowerCase(Locale.ROOT);
  }
}
