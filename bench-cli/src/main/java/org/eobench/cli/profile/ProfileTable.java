package org.eobench.cli.profile;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eobench.core.profile.EncoderProfile;
import org.eobench.core.profile.Timing;
import org.jspecify.annotations.Nullable;

/** Prints the cost of encoders, one line as soon as each is measured. */
final class ProfileTable {
  private static final double MILLION = 1e6;
  private static final double MEGA = 1e6;

  private final Consumer<String> out;
  private final int width;

  /**
   * @param encoders all planned encoders, for the column width
   * @param out receives the lines
   */
  ProfileTable(List<ProfiledEncoder> encoders, Consumer<String> out) {
    this.out = out;
    width = encoders.stream().mapToInt(encoder -> encoder.name().length()).max().orElse(0);
    out.accept("milliseconds per image: median (min-max) of runs; threads of libtorch");
    out.accept(
        row("encoder", "size", "parameters", "float32", "bfloat16", "batch", "training", "memory"));
  }

  void add(ProfiledEncoder encoder) {
    EncoderProfile profile = encoder.profile();
    if (profile == null) {
      out.accept(encoder.name() + ": " + encoder.failure());
      return;
    }
    out.accept(
        row(
            encoder.name(),
            profile.inputSize() + " px",
            millions(profile.parameters()),
            spread(profile.float32()),
            spread(profile.bfloat16()),
            spread(profile.float32Batch()),
            spread(profile.training()),
            megabytes(profile.peakBytes())));
  }

  static String millions(long parameters) {
    return String.format(Locale.ROOT, "%.1f M", parameters / MILLION);
  }

  static String megabytes(@Nullable Long bytes) {
    return bytes == null ? "-" : String.format(Locale.ROOT, "%,.0f MB", bytes / MEGA);
  }

  static String spread(@Nullable Timing timing) {
    return timing == null
        ? "-"
        : String.format(
            Locale.ROOT,
            "%s (%s-%s) of %d",
            millis(timing.median()),
            millis(timing.least()),
            millis(timing.most()),
            timing.runs());
  }

  /** Milliseconds with two or three significant digits. */
  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
  }

  private String row(String name, String... cells) {
    StringBuilder line = new StringBuilder(name + " ".repeat(Math.max(0, width - name.length())));
    int[] widths = {8, 11, 26, 26, 26, 26, 10};
    for (int i = 0; i < cells.length; i++) {
      line.append(' ').append(" ".repeat(Math.max(0, widths[i] - cells[i].length())));
      line.append(cells[i]);
    }
    return line.toString().stripTrailing();
  }
}
