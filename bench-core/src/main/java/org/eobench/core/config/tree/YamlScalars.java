package org.eobench.core.config.tree;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types of unquoted YAML scalars in OmegaConf: those of YAML 1.1 ({@code yes} is true, {@code
 * 010} is 8, {@code 12:30} is a number), except that {@code 1e-4} is a number and dates stay text.
 */
public final class YamlScalars {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("yes", "true", "on");
  private static final Set<String> FALSE = Set.of("no", "false", "off");
  private static final String FLAG_START = "yYtToOnNfF";
  private static final int LONG_DIGITS = 18;

  private static final Pattern INTEGER =
      Pattern.compile(
          "[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])++");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
              + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++\\.[0-9_]*"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
              + "(?:\\.[0-9]*)?(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?");

  private YamlScalars() {}

  /** The value of a plain scalar: null, Boolean, Long, BigInteger, Double or String. */
  static @Nullable Object typed(String text) {
    if (NULLS.contains(text)) {
      return null;
    }
    Boolean flag = flag(text);
    if (flag != null) {
      return flag;
    }
    if ("+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return text;
    }
    if (isPlainNumber(text)) {
      return text.indexOf('.') < 0 ? (Object) Long.valueOf(text) : Double.valueOf(text);
    }
    if (INTEGER.matcher(text).matches()) {
      return integer(text);
    }
    return FLOAT.matcher(text).matches() ? (Object) real(text) : text;
  }

  /** Whether a YAML 1.1 reader would not read the plain text as a string. */
  static boolean isSpecial(String text) {
    return !(typed(text) instanceof String)
        || text.equals("=")
        || text.equals("<<")
        || (isDigit(text.charAt(0)) && TIMESTAMP.matcher(text).matches());
  }

  /** Whether the text is a number as most are, such as 12 or 0.5; the others need a pattern. */
  private static boolean isPlainNumber(String text) {
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    boolean octal = text.charAt(0) == '0' && whole > 1;
    if (whole > LONG_DIGITS || (octal && point < 0) || !isDigit(text.charAt(text.length() - 1))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (i != point && !isDigit(text.charAt(i))) {
        return false;
      }
    }
    return whole > 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static @Nullable Boolean flag(String text) {
    if (text.length() > 5 || FLAG_START.indexOf(text.charAt(0)) < 0) {
      return null;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    boolean oneCase =
        text.equals(lower)
            || text.equals(text.toUpperCase(Locale.ROOT))
            || text.equals(Character.toUpperCase(text.charAt(0)) + lower.substring(1));
    if (oneCase && TRUE.contains(lower)) {
      return true;
    }
    return (oneCase && FALSE.contains(lower)) ? false : null;
  }

  static Number integer(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    BigInteger value;
    if (digits.startsWith("0b")) {
      value = new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0x")) {
      value = new BigInteger(digits.substring(2), 16);
    } else if (digits.indexOf(':') >= 0) {
      value = BigInteger.ZERO;
      for (String part : digits.split(":", -1)) {
        value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
      }
    } else if (digits.startsWith("0") && digits.length() > 1) {
      value = new BigInteger(digits, 8);
    } else {
      value = new BigInteger(digits);
    }
    return narrow(negative ? value.negate() : value);
  }

  /** A Long if it fits, otherwise the BigInteger. */
  public static Number narrow(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }

  private static double real(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    double sign = digits.startsWith("-") ? -1 : 1;
    if (digits.startsWith("-") || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    if (digits.equals(".inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (digits.equals(".nan")) {
      return Double.NaN;
    }
    if (digits.indexOf(':') < 0) {
      return sign * Double.parseDouble(digits);
    }
    double value = 0;
    for (String part : digits.split(":", -1)) {
      value = value * 60 + Double.parseDouble(part);
    }
    return sign * value;
  }
}
