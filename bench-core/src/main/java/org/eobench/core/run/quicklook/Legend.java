package org.eobench.core.run.quicklook;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eobench.core.run.gallery.Palette;
import org.jspecify.annotations.Nullable;

/** Puts a legend at the right of a picture. */
final class Legend {
  private static final int MARGIN = 16;
  private static final int LINE = 26;
  private static final int SWATCH = 18;
  private static final int BAR_HEIGHT = 260;
  private static final int TICKS = 4;

  /** Widest name; a longer one is cut. */
  private static final int MOST_NAME = 220;

  private static final Color INK = new Color(0x202020);
  private static final Color RIM = new Color(0x808080);
  private static final int FONT_SIZE = 15;

  /**
   * A class of the legend.
   *
   * @param colour 0xAARRGGBB
   * @param share part of the map, as text
   * @param count its pixels; if there is no room for all classes, those with the most are shown
   */
  record Entry(int colour, String name, String share, long count) {}

  /** A picture with its legend, and what a user should know about it. */
  record Drawn(BufferedImage picture, List<String> remarks) {}

  private final BufferedImage canvas;
  private final Graphics2D pen;
  private final @Nullable FontMetrics metrics;
  private final int left;

  private Legend(BufferedImage map, int width, int leastHeight, @Nullable FontMetrics metrics) {
    int height = Math.max(map.getHeight() + 2 * MARGIN, leastHeight);
    left = map.getWidth() + 2 * MARGIN;
    canvas = new BufferedImage(left + width + MARGIN, height, BufferedImage.TYPE_INT_RGB);
    pen = canvas.createGraphics();
    pen.setColor(new Color(QuickLook.PAPER));
    pen.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    pen.drawImage(map, MARGIN, MARGIN, null);
    pen.setColor(RIM);
    pen.drawRect(MARGIN - 1, MARGIN - 1, map.getWidth() + 1, map.getHeight() + 1);
    this.metrics = metrics;
    if (metrics != null) {
      pen.setFont(metrics.getFont());
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    }
  }

  /** A picture of classes with their names and shares. */
  static Drawn ofClasses(BufferedImage map, List<Entry> all) {
    FontMetrics metrics = metrics();
    int lines = Math.max(4, map.getHeight() / LINE);
    List<Entry> shown = all.size() <= lines ? all : largest(all, lines - 1);
    int names =
        shown.stream()
            .mapToInt(entry -> Math.min(MOST_NAME, width(metrics, entry.name)))
            .max()
            .orElse(0);
    int shares = shown.stream().mapToInt(entry -> width(metrics, entry.share)).max().orElse(0);
    int more = all.size() - shown.size();
    int height = (shown.size() + (more > 0 ? 1 : 0)) * LINE + 2 * MARGIN;
    Legend legend = new Legend(map, SWATCH + MARGIN / 2 + names + MARGIN + shares, height, metrics);
    int top = MARGIN;
    for (Entry entry : shown) {
      legend.swatch(top, entry.colour);
      int text = legend.left + SWATCH + MARGIN / 2;
      legend.text(text, top, cut(metrics, entry.name));
      int right = text + names + MARGIN + shares;
      legend.text(right - width(metrics, entry.share), top, entry.share);
      top += LINE;
    }
    if (more > 0) {
      legend.text(legend.left, top, String.format(Locale.ROOT, "and %d more classes", more));
    }
    return legend.drawn();
  }

  /** The entries with the most pixels, in the order of all. */
  private static List<Entry> largest(List<Entry> all, int number) {
    Set<Entry> chosen =
        new HashSet<>(
            all.stream()
                .sorted(Comparator.comparingLong(Entry::count).reversed())
                .limit(number)
                .toList());
    return all.stream().filter(chosen::contains).toList();
  }

  /** A picture of values with a bar of their colours. */
  static Drawn ofValues(BufferedImage map, String title, float low, float high, String note) {
    FontMetrics metrics = metrics();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i <= TICKS; i++) {
      labels.add(number(high - (high - low) * i / TICKS, high - low));
    }
    int texts = labels.stream().mapToInt(label -> width(metrics, label)).max().orElse(0);
    int widest =
        Math.max(
            SWATCH + MARGIN / 2 + texts, Math.max(width(metrics, title), width(metrics, note)));
    Legend legend = new Legend(map, widest, BAR_HEIGHT + 3 * LINE + 2 * MARGIN, metrics);
    legend.text(legend.left, MARGIN, title);
    int top = MARGIN + LINE + MARGIN / 2;
    for (int y = 0; y < BAR_HEIGHT; y++) {
      legend.pen.setColor(new Color(Palette.ofValue(1 - y / (BAR_HEIGHT - 1.0))));
      legend.pen.fillRect(legend.left, top + y, SWATCH, 1);
    }
    legend.pen.setColor(RIM);
    legend.pen.drawRect(legend.left - 1, top - 1, SWATCH + 1, BAR_HEIGHT + 1);
    for (int i = 0; i <= TICKS; i++) {
      int at = top + BAR_HEIGHT * i / TICKS - SWATCH / 2;
      legend.text(legend.left + SWATCH + MARGIN / 2, at, labels.get(i));
    }
    legend.text(legend.left, top + BAR_HEIGHT + MARGIN, note);
    return legend.drawn();
  }

  /** A number with as many decimals as tell the ticks apart. */
  private static String number(double value, double range) {
    int decimals = range > 0 ? (int) Math.max(0, 2 - Math.floor(Math.log10(range))) : 2;
    return decimals > 6
        ? String.format(Locale.ROOT, "%.3g", value)
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private void swatch(int top, int colour) {
    pen.setColor(new Color(colour));
    pen.fillRect(left, top, SWATCH, SWATCH);
    pen.setColor(RIM);
    pen.drawRect(left - 1, top - 1, SWATCH + 1, SWATCH + 1);
  }

  private void text(int x, int top, String text) {
    if (metrics != null) {
      pen.setColor(INK);
      pen.drawString(text, x, top + (SWATCH + metrics.getAscent() - metrics.getDescent()) / 2);
    }
  }

  private static String cut(@Nullable FontMetrics metrics, String name) {
    String text = name;
    while (width(metrics, text) > MOST_NAME) {
      text = text.substring(0, text.length() - 2) + "…";
    }
    return text;
  }

  private static int width(@Nullable FontMetrics metrics, String text) {
    return metrics == null ? 0 : metrics.stringWidth(text);
  }

  /** The measures of the machine's font; null on a machine without fonts, as containers are. */
  private static @Nullable FontMetrics metrics() {
    Graphics2D pen = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      return pen.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
    } catch (RuntimeException | LinkageError | InternalError noFonts) {
      return null;
    } finally {
      pen.dispose();
    }
  }

  private Drawn drawn() {
    pen.dispose();
    return new Drawn(
        canvas,
        metrics != null
            ? List.of()
            : List.of(
                "the legend has colours without text, since this machine has no fonts: install"
                    + " some, such as Debian's fontconfig and fonts-dejavu-core"));
  }
}
