package org.eobench.datasets.folder.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a key of {@code dataset.labels} stands for. */
sealed interface LabelKey {
  /** The spellings of a key, for messages. */
  String SPELLINGS =
      "a value (3), several ('3,4' or [3, 4]), a range ('3-6'), a colour ('#ff0000'), a bit ('bit"
          + " 3'), a field of bits ('bits 8-9 = 3'), a band of a mask with one band per class"
          + " ('band 2'), or other";

  /** Values of a mask, from {@code first} to {@code last}. */
  record Values(long first, long last) implements LabelKey {
    @Override
    public String toString() {
      return first == last ? Long.toString(first) : first + "-" + last;
    }
  }

  /** A colour of a mask with red, green and blue. */
  record Colour(int rgb) implements LabelKey {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "#%06x", rgb);
    }
  }

  /**
   * Bits of a quality band, the lowest being number 0.
   *
   * @param mask the bits
   * @param wanted their values
   */
  record Bits(long mask, long wanted) implements LabelKey {
    boolean matches(long value) {
      return (value & mask) == wanted;
    }

    @Override
    public String toString() {
      int low = Long.numberOfTrailingZeros(mask);
      int high = Long.SIZE - 1 - Long.numberOfLeadingZeros(mask);
      return low == high && wanted == mask
          ? "bit " + low
          : String.format(Locale.ROOT, "bits %d-%d = %d", low, high, wanted >> low);
    }
  }

  /** A band of a mask with one band per class, from 1. */
  record Band(int number) implements LabelKey {
    @Override
    public String toString() {
      return "band " + number;
    }
  }

  /** Everything that no other key names. */
  record Other() implements LabelKey {
    @Override
    public String toString() {
      return "other";
    }
  }

  /**
   * Reads a key.
   *
   * @return null if it is none of the {@link #SPELLINGS}
   */
  static @Nullable List<LabelKey> parse(String text) {
    String key = text.strip().toLowerCase(Locale.ROOT);
    if (key.equals("other")) {
      return List.of(new Other());
    }
    if (key.matches("#[0-9a-f]{6}")) {
      return List.of(new Colour(Integer.parseInt(key.substring(1), 16)));
    }
    Matcher band = Pattern.compile("band *([1-9]\\d{0,4})").matcher(key);
    if (band.matches()) {
      return List.of(new Band(Integer.parseInt(band.group(1))));
    }
    Matcher bits =
        Pattern.compile("bits? *(\\d{1,2})(?: *- *(\\d{1,2}))?(?: *= *(\\d{1,10}))?").matcher(key);
    if (bits.matches()) {
      LabelKey field = bits(bits);
      return field == null ? null : List.of(field);
    }
    return values(key);
  }

  private static @Nullable LabelKey bits(Matcher text) {
    int low = Integer.parseInt(text.group(1));
    int high = text.group(2) == null ? low : Integer.parseInt(text.group(2));
    boolean field = low != high;
    if (low > high || high >= Integer.SIZE || (field && text.group(3) == null)) {
      return null;
    }
    long ones = (1L << (high - low + 1)) - 1;
    long wanted = text.group(3) == null ? ones : Long.parseLong(text.group(3));
    return wanted > ones ? null : new Bits(ones << low, wanted << low);
  }

  private static @Nullable List<LabelKey> values(String key) {
    String list =
        key.startsWith("[") && key.endsWith("]") ? key.substring(1, key.length() - 1) : key;
    List<LabelKey> values = new ArrayList<>();
    for (String item : list.split(",", -1)) {
      Matcher range =
          Pattern.compile("([+-]?\\d{1,15})(?:\\.0+)?(?: *- *([+-]?\\d{1,15}))?")
              .matcher(item.strip());
      if (!range.matches()) {
        return null;
      }
      long first = Long.parseLong(range.group(1));
      long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
      if (last < first) {
        return null;
      }
      values.add(new Values(first, last));
    }
    return values;
  }
}
