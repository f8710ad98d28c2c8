package org.eobench.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Numbers of a page: six digits, which is more than any chart shows; null for none. */
public final class PageNumbers {
  private static final int DIGITS = 6;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PageNumbers() {}

  /** A number as JSON. */
  public static JsonNode of(double value) {
    if (!Double.isFinite(value)) {
      return JSON.nullNode();
    }
    double rounded = rounded(value);
    boolean whole = rounded == Math.rint(rounded) && Math.abs(rounded) < 1L << 53;
    return whole ? JSON.numberNode((long) rounded) : JSON.numberNode(rounded);
  }

  private static double rounded(double value) {
    if (value == 0) {
      return 0;
    }
    int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
    double scale = Math.pow(10, Math.abs(decimals));
    double rounded =
        decimals >= 0 ? Math.rint(value * scale) / scale : Math.rint(value / scale) * scale;
    // Beyond the range of a power of ten, the value itself is the shortest.
    return Double.isFinite(rounded) ? rounded : value;
  }
}
