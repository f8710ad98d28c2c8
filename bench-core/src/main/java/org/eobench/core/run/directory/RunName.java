package org.eobench.core.run.directory;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.run.plan.Fingerprint;

/**
 * Names of run directories, {@code <date>_<time>_<hash6>_<encoder>_<decoder>_<dataset>}: they sort
 * by time and describe the run.
 */
public final class RunName {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);
  private static final int STAMP_LENGTH = "yyyyMMdd_HHmmss".length();
  private static final int LONGEST_PART = 40;

  private RunName() {}

  /**
   * @param choices selected option of each config group
   */
  public static String of(LocalDateTime time, String fingerprint, Map<String, String> choices) {
    return String.join(
        "_",
        STAMP.format(time),
        Fingerprint.brief(fingerprint),
        choices.containsKey("method") ? pretraining(choices) : run(choices));
  }

  private static String run(Map<String, String> choices) {
    return String.join(
        "_",
        part(choices, "encoder"),
        part(choices, "decoder")
            + (choices.containsKey("temporal") ? "-" + part(choices, "temporal") : ""),
        part(choices, "dataset"));
  }

  private static String pretraining(Map<String, String> choices) {
    return String.join(
        "_", part(choices, "method"), part(choices, "encoder"), part(choices, "dataset"));
  }

  /** Whether a directory name belongs to a run with this fingerprint. */
  static boolean isOf(Path directory, String fingerprint) {
    String name = String.valueOf(directory.getFileName());
    return fingerprint.length() >= Fingerprint.BRIEF
        && name.startsWith("_" + Fingerprint.brief(fingerprint) + "_", STAMP_LENGTH);
  }

  /** A choice as a valid part of a file name on every system. */
  private static String part(Map<String, String> choices, String group) {
    String safe = choices.getOrDefault(group, "none").replaceAll("[^A-Za-z0-9._-]+", "-");
    return safe.length() > LONGEST_PART ? safe.substring(0, LONGEST_PART) : safe;
  }
}
