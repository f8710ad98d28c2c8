package org.eobench.cli.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.core.profile.RunProfile;
import org.eobench.core.stages.StageTime;

/**
 * The profile of a run as a picture: a bar for each stage, as wide as its time, with the stages
 * within it below. The threads that read samples have bars of their own.
 */
final class FlameSvg {
  private static final double WIDTH = 1000;
  private static final int ROW = 24;
  private static final double LETTER = 7.2;
  private static final int HUES = 360;
  private static final int SPREAD = 47;

  private final RunProfile profile;
  private final StringBuilder bars = new StringBuilder();
  private int rows;

  FlameSvg(RunProfile profile) {
    this.profile = profile;
  }

  String text() {
    List<StageTime> run = new ArrayList<>(profile.stages());
    if (profile.otherMillis() > 0) {
      run.add(new StageTime("other", profile.steps(), profile.otherMillis(), List.of()));
    }
    draw("training and validation", run);
    if (!profile.readers().isEmpty()) {
      rows++;
      draw("threads that read samples", profile.readers());
    }
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %d\""
                + " font-family=\"monospace\" font-size=\"12\">\n",
            WIDTH,
            rows * ROW)
        + bars
        + "</svg>\n";
  }

  private void draw(String name, List<StageTime> parts) {
    double millis = parts.stream().mapToDouble(StageTime::millis).sum();
    draw(new StageTime(name, 1, millis, parts), 0, rows, WIDTH / millis);
  }

  private void draw(StageTime time, double left, int row, double scale) {
    double width = time.millis() * scale;
    String what =
        String.format(
            Locale.ROOT, "%s: %.1f ms, %d times", time.stage(), time.millis(), time.calls());
    int hue = Math.floorMod(time.stage().hashCode() * SPREAD, HUES);
    bars.append(
        String.format(
            Locale.ROOT,
            "<g><title>%s</title><rect x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\""
                + " fill=\"hsl(%d,60%%,75%%)\" stroke=\"white\"/><text x=\"%.2f\" y=\"%d\">%s"
                + "</text></g>\n",
            what,
            left,
            row * ROW,
            width,
            ROW,
            hue,
            left + 4,
            row * ROW + 16,
            fitting(what, width)));
    rows = Math.max(rows, row + 1);
    double at = left;
    for (StageTime part : time.within()) {
      draw(part, at, row + 1, scale);
      at += part.millis() * scale;
    }
  }

  private static String fitting(String text, double width) {
    int letters = (int) ((width - 8) / LETTER);
    return letters < 3 ? "" : text.substring(0, Math.min(letters, text.length()));
  }
}
