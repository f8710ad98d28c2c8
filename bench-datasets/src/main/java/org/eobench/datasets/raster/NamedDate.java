package org.eobench.datasets.raster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the date (UTC) in a file name: {@code 2018285} (year and day of the year), {@code 20181012}
 * or {@code 2018-10-12}, each with or without a time such as {@code T185301} or {@code T18:53:01Z};
 * or {@code 2018-10}, which is the middle of the month. An underscore may stand for a hyphen.
 */
public final class NamedDate {
  /** The first year with images from a civil Earth observation satellite. */
  private static final int FIRST_YEAR = 1972;

  /** The day of a mosaic of a month. */
  private static final int MID_MONTH = 15;

  private static final Pattern DATE =
      Pattern.compile(
          "(?<year>\\d{4})(?:(?<dayOfYear>\\d{3})|[-_]?(?<month>\\d{2})[-_]?(?<day>\\d{2})"
              + "|[-_](?<mosaic>\\d{2}))"
              + "(?:T(?<hour>\\d{2}):?(?<minute>\\d{2}):?(?<second>\\d{2})(?:\\.\\d+)?Z?)?");

  private static final List<String> PARTS = List.of("year", "month", "day");

  private NamedDate() {}

  /**
   * The date in a part of a name, as a list of one; empty if there is none or it does not exist,
   * such as day 366 of 2018. The time defaults to noon.
   *
   * @param name a file name
   * @param place finds the part, as its first group; or day, month and year in another order, as
   *     the named groups {@code day}, {@code month} and {@code year}, of which a year of two digits
   *     is after 2000
   */
  public static List<LocalDateTime> in(String name, Pattern place) {
    Matcher part = place.matcher(name);
    if (!part.find()) {
      return List.of();
    }
    if (PARTS.stream().allMatch(group -> place.pattern().contains("(?<" + group + ">"))) {
      String written = String.join("-", PARTS.stream().map(group -> padded(part, group)).toList());
      return of(written);
    }
    return part.group(1) != null ? of(part.group(1)) : List.of();
  }

  /** A part of a date with two digits, or four for a year. */
  private static String padded(Matcher part, String group) {
    String text = String.valueOf(part.group(group));
    String digits = text.length() == 1 ? "0" + text : text;
    return group.equals("year") && digits.length() == 2 ? "20" + digits : digits;
  }

  /** Like {@link #in}, for a text that is only a date. */
  public static List<LocalDateTime> of(String text) {
    Matcher found = DATE.matcher(text);
    if (!found.matches()) {
      return List.of();
    }
    try {
      int year = number(found, "year");
      LocalDate day = day(found, year);
      LocalTime time =
          found.group("hour") != null
              ? LocalTime.of(
                  number(found, "hour"), number(found, "minute"), number(found, "second"))
              : LocalTime.NOON;
      return year < FIRST_YEAR ? List.of() : List.of(day.atTime(time));
    } catch (DateTimeException noSuchDay) {
      return List.of();
    }
  }

  private static LocalDate day(Matcher found, int year) {
    if (found.group("dayOfYear") != null) {
      return LocalDate.ofYearDay(year, number(found, "dayOfYear"));
    }
    return found.group("mosaic") != null
        ? LocalDate.of(year, number(found, "mosaic"), MID_MONTH)
        : LocalDate.of(year, number(found, "month"), number(found, "day"));
  }

  private static int number(Matcher found, String group) {
    return Integer.parseInt(found.group(group));
  }
}
