package org.eobench.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers of a page: six digits, which is more than any chart shows; null for none. */
final class PageNumbers {
  private static final MathContext DIGITS = new MathContext(6);

  private PageNumbers() {}

  static JsonNode of(double value) {
    if (!Double.isFinite(value)) {
      return JsonNodeFactory.instance.nullNode();
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return rounded.scale() <= 0
        ? JsonNodeFactory.instance.numberNode(rounded.toBigInteger())
        : DecimalNode.valueOf(rounded);
  }
}
