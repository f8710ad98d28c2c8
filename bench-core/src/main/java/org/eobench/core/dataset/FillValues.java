package org.eobench.core.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.MissingPixels.Fill;
import org.jspecify.annotations.Nullable;

/** Reads {@code fill_value}. */
final class FillValues {
  private FillValues() {}

  /**
   * The fill values by modality.
   *
   * @param node null, a number, or a map by modality of null, a number, a list of numbers in the
   *     order of the bands, or numbers by band
   * @param bands band names by modality
   * @throws IllegalArgumentException with a sentence about what does not fit
   */
  static Map<String, Fill> of(ConfigNode node, Map<String, List<String>> bands) {
    Map<String, Fill> fill = new LinkedHashMap<>();
    if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        List<String> names = bands.get(entry.name());
        if (names == null) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "fill_value lists the modality %s, but bands has %s",
                  entry.name(),
                  bands.keySet()));
        }
        fill.put(entry.name(), modality(entry.name(), entry.value(), names));
      }
    } else if (!isNull(node)) {
      Fill one = Fill.of(number(node));
      bands.keySet().forEach(modality -> fill.put(modality, one));
    }
    return fill;
  }

  private static Fill modality(String modality, ConfigNode node, List<String> names) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        if (!names.contains(entry.name())) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "fill_value.%s lists the band %s, but bands.%s has %s",
                  modality,
                  entry.name(),
                  modality,
                  names));
        }
        put(values, entry.name(), entry.value());
      }
      return new Fill(null, values);
    }
    if (node instanceof ListNode list) {
      if (list.items().size() != names.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "fill_value.%s has %d values for the bands %s",
                modality,
                list.items().size(),
                names));
      }
      for (int i = 0; i < names.size(); i++) {
        put(values, names.get(i), list.items().get(i));
      }
      return new Fill(null, values);
    }
    return new Fill(isNull(node) ? null : number(node), values);
  }

  /** Null stands for the mean of the band. */
  private static void put(Map<String, Double> values, String band, ConfigNode node) {
    if (!isNull(node)) {
      values.put(band, number(node));
    }
  }

  private static boolean isNull(ConfigNode node) {
    return node instanceof ScalarNode scalar && scalar.value() == null;
  }

  private static double number(ConfigNode node) {
    @Nullable Object value = node instanceof ScalarNode scalar ? scalar.value() : node;
    if (value instanceof Number number && Float.isFinite(number.floatValue())) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "fill_value must be null, a number, or a map by modality of a number, a list of numbers or"
            + " numbers by band, not "
            + value);
  }
}
