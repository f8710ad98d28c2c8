package org.eobench.datasets.raster.formats;

import io.jhdf.api.Dataset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.io.FileFault;
import org.jspecify.annotations.Nullable;

/**
 * Times of a NetCDF variable by the CF conventions: numbers of a unit since a date, in the calendar
 * of ISO 8601.
 *
 * @param unit what is counted
 * @param start the time of number 0, in UTC
 */
record CfTime(ChronoUnit unit, LocalDateTime start) {
  private static final Pattern UNITS =
      Pattern.compile(
          "(?i)(day|d|hour|hr|h|minute|min|second|sec|s|millisecond|microsecond|nanosecond)s?"
              + " +since +(\\d{1,4})-(\\d{1,2})-(\\d{1,2})(?:[T"
              + " ]+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.\\d*)?)?)? *(?:Z|UTC|\\+?0?0:?00)?");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  /**
   * The times that a variable counts; null if its units are of no time.
   *
   * @throws org.eobench.core.error.BenchException if its calendar has other days than ISO 8601
   */
  static @Nullable CfTime of(Dataset variable, FileFault file) {
    Matcher found = UNITS.matcher(CfAttributes.text(variable, "units"));
    if (!found.matches()) {
      return null;
    }
    String calendar = CfAttributes.text(variable, "calendar").toLowerCase(Locale.ROOT);
    if (!calendar.matches("|standard|gregorian|proleptic_gregorian")) {
      throw file.unsupported(
          "the times are in the calendar " + calendar,
          "data set " + variable.getPath(),
          "the calendar standard or proleptic_gregorian",
          "set timestamps to a list of dates");
    }
    try {
      LocalDate day = LocalDate.of(number(found, 2), number(found, 3), number(found, 4));
      LocalTime time = LocalTime.of(number(found, 5), number(found, 6), number(found, 7));
      return new CfTime(unit(found.group(1).toLowerCase(Locale.ROOT)), day.atTime(time));
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  private static int number(Matcher found, int group) {
    return found.group(group) == null ? 0 : Integer.parseInt(found.group(group));
  }

  private static ChronoUnit unit(String name) {
    return switch (name) {
      case "day", "d" -> ChronoUnit.DAYS;
      case "hour", "hr", "h" -> ChronoUnit.HOURS;
      case "minute", "min" -> ChronoUnit.MINUTES;
      case "second", "sec", "s" -> ChronoUnit.SECONDS;
      case "millisecond" -> ChronoUnit.MILLIS;
      case "microsecond" -> ChronoUnit.MICROS;
      default -> ChronoUnit.NANOS;
    };
  }

  /** The time as in ISO 8601, to the second; the number itself if it is no time. */
  String text(Number count) {
    double seconds = count.doubleValue() * (unit.getDuration().toNanos() / 1e9);
    try {
      return SECONDS.format(start.plus(Duration.ofSeconds(Math.round(seconds))));
    } catch (DateTimeException | ArithmeticException noTime) {
      return count.toString();
    }
  }
}
