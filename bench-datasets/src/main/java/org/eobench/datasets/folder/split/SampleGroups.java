package org.eobench.datasets.folder.split;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.datasets.folder.files.FolderSample;

/** The group of each sample: the value of a placeholder of its path, or its date. */
final class SampleGroups {
  private static final List<String> TIMES = List.of("date", "year", "month");

  private SampleGroups() {}

  /**
   * The groups by the name of the sample.
   *
   * @param key placeholder, or date, year or month of the first date
   * @throws BenchException if a sample has no such placeholder or no date
   */
  static Map<String, String> of(Collection<FolderSample> samples, String key) {
    Map<String, String> groups = new LinkedHashMap<>();
    for (FolderSample sample : samples) {
      String value = sample.placeholders().get(key);
      if (value == null && TIMES.contains(key) && !sample.dates().isEmpty()) {
        value = time(sample.dates().get(0), key);
      }
      if (value == null) {
        TreeSet<String> known = new TreeSet<>(sample.placeholders().keySet());
        known.addAll(sample.dates().isEmpty() ? List.of() : TIMES);
        throw new BenchException(
            ExitCode.CONFIG,
            Problem.of("UnknownGroup", "sample " + sample.id() + " has no group '" + key + "'")
                .at("dataset.split.group")
                .expecting(Suggest.sentence(key, known))
                .next(
                    TIMES.contains(key)
                        ? "set dataset.date_pattern, or {date} in the pattern of the images"
                        : "put {" + key + "} into the pattern of the images"));
      }
      groups.put(sample.id(), value);
    }
    return groups;
  }

  private static String time(LocalDateTime date, String key) {
    return switch (key) {
      case "year" -> String.valueOf(date.getYear());
      case "month" -> String.format(Locale.ROOT, "%02d", date.getMonthValue());
      default -> date.toLocalDate().toString();
    };
  }
}
