package org.eobench.core.logger.mlflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keys and values within the limits of MLflow. */
final class MlflowNames {
  private static final int MOST_KEY = 250;
  private static final int MOST_VALUE = 6000;
  private static final int PARAMETERS_OF_A_REQUEST = 100;

  private MlflowNames() {}

  /**
   * A key of letters, digits and {@code _-./ }; another character becomes its code, such as {@code
   * -x2b}, so that different keys stay different.
   */
  static String key(String name) {
    StringBuilder key = new StringBuilder();
    name.codePoints()
        .forEach(
            letter -> {
              boolean allowed =
                  letter < 128
                      && (Character.isLetterOrDigit(letter) || "_-./ ".indexOf(letter) >= 0);
              key.append(
                  allowed
                      ? Character.toString(letter)
                      : String.format(Locale.ROOT, "-x%02x", letter));
            });
    return key.substring(0, Math.min(MOST_KEY, key.length()));
  }

  /** Parameters in the portions of one request; long values are cut. */
  static List<Map<String, String>> portions(Map<String, String> parameters) {
    List<Map<String, String>> portions = new ArrayList<>();
    Map<String, String> portion = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : parameters.entrySet()) {
      String value = entry.getValue();
      portion.put(
          key(entry.getKey()),
          value.length() <= MOST_VALUE ? value : value.substring(0, MOST_VALUE - 1) + "…");
      if (portion.size() == PARAMETERS_OF_A_REQUEST) {
        portions.add(portion);
        portion = new LinkedHashMap<>();
      }
    }
    if (!portion.isEmpty()) {
      portions.add(portion);
    }
    return portions;
  }
}
