package org.eobench.datasets.scene;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.raster.NamedDate;
import org.jspecify.annotations.Nullable;

/**
 * One file of a scene that has several modalities or dates.
 *
 * @param modality such as {@code optical}
 * @param file the file, with all bands of the modality
 * @param time when it was taken (UTC), or null if unknown
 */
public record ModalityFile(String modality, Path file, @Nullable LocalDateTime time) {
  private static final Pattern DATED = Pattern.compile("(.+)@([^@/\\\\]*\\d)");

  /**
   * Reads {@code MODALITY=FILE} or {@code MODALITY=FILE@DATE}.
   *
   * @param flag the flag that it is the value of, for messages
   * @throws BenchException {@code FlagValue} for anything else
   */
  public static ModalityFile parse(String text, String flag) {
    int equal = text.indexOf('=');
    if (equal < 1 || equal == text.length() - 1) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "'" + text + "' names no modality and file")
              .at(flag)
              .expecting("MODALITY=FILE or MODALITY=FILE@DATE, such as optical=scene.tif"));
    }
    String modality = text.substring(0, equal);
    String file = text.substring(equal + 1);
    Matcher dated = DATED.matcher(file);
    boolean hasDate = dated.matches() && !Path.of(file).toFile().exists();
    return hasDate
        ? new ModalityFile(modality, Path.of(dated.group(1)), date(dated.group(2), flag))
        : new ModalityFile(modality, Path.of(file), null);
  }

  /**
   * Reads a date.
   *
   * @param flag the flag that it is the value of, for messages
   */
  public static LocalDateTime date(String text, String flag) {
    List<LocalDateTime> date = NamedDate.of(text);
    if (date.isEmpty()) {
      throw new BenchException(
          ExitCode.USAGE,
          Problem.of("FlagValue", "'" + text + "' is not a date")
              .at(flag)
              .expecting("such as 2024-06-01 or 2024-06-01T10:30:00"));
    }
    return date.get(0);
  }
}
