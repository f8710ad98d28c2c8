package org.eobench.core.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonTextTest {

  /** What Python 3 prints for these numbers. */
  @Test
  void formatsNumbersAsPythonDoes() {
    String[] printed = {
      "0.1",
      "1.0",
      "1e-05",
      "0.0001",
      "1e+16",
      "1000000000000000.0",
      "123456.789",
      "2e-323",
      "5e-324",
      "2.2250738585072014e-308",
      "1.7976931348623157e+308",
      "0.30000000000000004",
      "2e+23",
      "9007199254740993.0",
      "-0.001",
      "1.5e-07"
    };
    for (String text : printed) {
      String expected = text.equals("9007199254740993.0") ? "9007199254740992.0" : text;
      assertThat(PythonText.number(Double.parseDouble(text))).isEqualTo(expected);
    }
  }

  @Test
  void hasTheFewestDigitsThatGiveTheNumber() {
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      double bits = Double.longBitsToDouble(random.nextLong());
      double decimal = random.nextInt(1_000_000) / Math.pow(10, random.nextInt(12));
      for (double value : new double[] {Math.abs(bits), decimal}) {
        if (value > 0 && Double.isFinite(value)) {
          BigDecimal text = new BigDecimal(PythonText.number(value));
          assertThat(text.doubleValue()).isEqualTo(value);
          int digits = text.stripTrailingZeros().precision();
          assertThat(digits == 1 || rounded(value, digits - 1) != value).isTrue();
        }
      }
    }
  }

  private static double rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
  }
}
