package org.eobench.core.io.geotiff;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eobench.core.io.FileFault;
import org.jspecify.annotations.Nullable;

/**
 * Parses GDAL's nodata tag, which stores a number as text. It accepts every spelling that programs
 * write: a decimal comma, one value per band, too few digits, and NaN and infinity as C libraries
 * print them.
 */
final class NodataText {
  private static final Pattern NAN =
      Pattern.compile("[+-]?(nan(q|s|\\(.*\\))?|[qs]nan|1[.,]#([qs]nan|ind|io|r)\\w*)");
  private static final Pattern INFINITE =
      Pattern.compile("([+-]?)(inf|infinity|1[.,]#(inf|j)\\w*)");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+[.,]?\\d*|[.,]\\d+)([ed][+-]?\\d+)?");

  private NodataText() {}

  /**
   * Parses the value in the sample type. A floating-point type uses its nearest value.
   *
   * @return the value, or null for empty text
   */
  static @Nullable Double parse(String text, SampleType type, FileFault fault) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.isEmpty()) {
      return null;
    }
    Double value = value(plain, type);
    if (value == null) {
      throw fault.unsupported(
          "the nodata tag contains '" + text + "', which is not a number",
          "tag " + TiffTag.GDAL_NODATA,
          "a number, nan, inf or -inf",
          "set it with `gdal_edit.py -a_nodata NUMBER FILE`,"
              + " or remove it with `gdal_edit.py -unsetnodata FILE`");
    }
    return value;
  }

  private static @Nullable Double value(String plain, SampleType type) {
    if (NAN.matcher(plain).matches()) {
      return Double.NaN;
    }
    if (INFINITE.matcher(plain).matches()) {
      return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (NUMBER.matcher(plain).matches()) {
      return number(plain, type);
    }
    List<String> parts = Stream.of(plain.split("[\\s;,]+", -1)).distinct().toList();
    return parts.size() == 1 && !parts.get(0).equals(plain) ? value(parts.get(0), type) : null;
  }

  private static @Nullable Double number(String plain, SampleType type) {
    String text = plain.replace(',', '.').replace('d', 'e');
    double value = Double.parseDouble(text);
    if (!type.isFloat()) {
      return value;
    }
    double most = type == SampleType.FLOAT64 ? Double.MAX_VALUE : Float.MAX_VALUE;
    if (Math.abs(value) > most * 0.99 && isRounded(new BigDecimal(text).abs(), most)) {
      return Math.copySign(most, value);
    }
    return type.nearest(value);
  }

  /** Whether text with few digits means the largest number of a type, such as 3.40282e+38. */
  private static boolean isRounded(BigDecimal text, double most) {
    MathContext digits = new MathContext(Math.max(5, text.precision()));
    return text.compareTo(new BigDecimal(most).round(digits)) == 0;
  }
}
