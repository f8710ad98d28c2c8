package org.eobench.datasets.folder.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a mask mean: the entries of {@code dataset.labels}.
 *
 * @param entries keys with their classes, in the order of the configuration
 * @param classes class names; the index is the label that a task sees
 */
public record Legend(List<Entry> entries, List<String> classes) {
  /** The meaning of values that do not count. */
  public static final int IGNORED = -1;

  /** The meaning of values that the legend does not name. */
  public static final int UNLISTED = -2;

  /**
   * One key.
   *
   * @param key what it stands for
   * @param meaning index of the class, or {@link #IGNORED}
   */
  record Entry(LabelKey key, int meaning) {}

  /** The kind of mask that a legend is for. */
  enum Kind {
    /** Without entries: values are class numbers. */
    NUMBERS,
    /** One band of values or bits. */
    VALUES,
    /** Red, green and blue. */
    COLOURS,
    /** One band per class. */
    BANDS
  }

  public Legend {
    entries = List.copyOf(entries);
    classes = List.copyOf(classes);
  }

  /** Whether values are class numbers, because {@code dataset.labels} is empty. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  Kind kind() {
    for (Entry entry : entries) {
      if (entry.key() instanceof LabelKey.Colour) {
        return Kind.COLOURS;
      }
      if (entry.key() instanceof LabelKey.Band) {
        return Kind.BANDS;
      }
    }
    return isEmpty() ? Kind.NUMBERS : Kind.VALUES;
  }

  /** The meaning of a value of one band: listed values first, then bits in their order. */
  public int ofValue(double value) {
    if (value != Math.rint(value) || Double.isInfinite(value)) {
      return other();
    }
    long whole = (long) value;
    Entry listed = listed(whole);
    if (listed != null) {
      return listed.meaning();
    }
    for (Entry entry : entries) {
      if (entry.key() instanceof LabelKey.Bits bits && bits.matches(whole)) {
        return entry.meaning();
      }
    }
    return other();
  }

  /** The meaning of a colour, {@code 0xrrggbb}. */
  int ofColour(int rgb) {
    for (Entry entry : entries) {
      if (entry.key() instanceof LabelKey.Colour colour && colour.rgb() == rgb) {
        return entry.meaning();
      }
    }
    return other();
  }

  /** The meaning of a band, from 0, of a mask with one band per class. */
  int ofBand(int band) {
    for (Entry entry : entries) {
      if (entry.key() instanceof LabelKey.Band known && known.number() == band + 1) {
        return entry.meaning();
      }
    }
    return UNLISTED;
  }

  /** The meaning of everything that no other key names. */
  int other() {
    for (Entry entry : entries) {
      if (entry.key() instanceof LabelKey.Other) {
        return entry.meaning();
      }
    }
    return UNLISTED;
  }

  /** Whether a key names this value, other than by its bits or as {@code other}. */
  public boolean lists(double value) {
    return value == Math.rint(value) && listed((long) value) != null;
  }

  /** Whether a key names this colour. */
  boolean listsColour(int rgb) {
    return entries.stream()
        .anyMatch(entry -> entry.key() instanceof LabelKey.Colour known && known.rgb() == rgb);
  }

  private @Nullable Entry listed(long value) {
    for (Entry entry : entries) {
      if (entry.key() instanceof LabelKey.Values values
          && value >= values.first()
          && value <= values.last()) {
        return entry;
      }
    }
    return null;
  }

  /** Whether a key names this value as one of a class. */
  public boolean listsClass(double value) {
    return lists(value) && ofValue(value) >= 0;
  }

  /** The classes that no value has. */
  public List<String> unused() {
    List<String> unused = new ArrayList<>(classes);
    entries.stream()
        .filter(entry -> entry.meaning() >= 0)
        .forEach(entry -> unused.remove(classes.get(entry.meaning())));
    return unused;
  }

  /** The number of bands of a mask for this legend, without an alpha band. */
  public int bands() {
    return switch (kind()) {
      case NUMBERS, VALUES -> 1;
      case COLOURS -> 3;
      case BANDS -> entries.size() - (other() == UNLISTED ? 0 : 1);
    };
  }

  /** The class of a value, or {@code ignore}. */
  public String nameOf(double value) {
    return name(ofValue(value));
  }

  private String name(int meaning) {
    return meaning < 0 ? LabelClasses.IGNORE : classes.get(meaning);
  }

  /** The entries for a message: {@code 1 (forest), 2 (water)}. */
  @Override
  public String toString() {
    return entries.stream()
        .map(entry -> entry.key() + " (" + name(entry.meaning()) + ")")
        .collect(Collectors.joining(", "));
  }
}
