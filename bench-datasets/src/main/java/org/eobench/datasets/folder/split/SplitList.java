package org.eobench.datasets.folder.split;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problems;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.folder.files.SampleNames;
import org.eobench.datasets.raster.ListText;
import org.eobench.datasets.raster.formats.RasterFile;
import org.eobench.datasets.raster.formats.RasterSource;

/**
 * The list of one split: a UTF-8 text with one sample per line, given by its name or by the path of
 * one of its files. In a line with columns (separated by commas, semicolons or tabs), or with paths
 * separated by blanks, the first one with a sample name counts. A first line without a sample name
 * is taken for a header. Quotes, empty lines, lines that begin with # and a byte order mark are
 * ignored.
 */
final class SplitList {
  private SplitList() {}

  /**
   * A line for a sample.
   *
   * @param name the sample's name, or the text of the line if there is no such sample
   * @param place file and line number
   */
  record Entry(String name, String place) {}

  /** Reads a list. A file that is not such a text is reported as a problem and gives no entries. */
  static List<Entry> read(Path file, SampleNames names, Problems problems) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      return positions(file, names, problems);
    }
    List<Entry> entries = new ArrayList<>();
    List<String> lines = text(file, problems).lines().toList();
    boolean first = true;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> columns = columns(line);
      Optional<String> name = columns.stream().flatMap(cell -> names.of(cell).stream()).findFirst();
      boolean titles = first && name.isEmpty() && isTitle(columns.get(0)) || columns.isEmpty();
      first = false;
      if (!titles) {
        entries.add(new Entry(name.orElse(columns.get(0)), file + ":" + (i + 1)));
      }
    }
    return entries;
  }

  private static List<Entry> positions(Path file, SampleNames names, Problems problems) {
    List<Entry> entries = new ArrayList<>();
    try {
      RasterFile list = new RasterFile(file, null, "N", 0);
      int count = list.samples(1);
      for (int i = 0; i < count; i++) {
        try (RasterSource source = list.at(i).open(1)) {
          long at = (long) source.stored(new int[] {0}, 0, new Window(0, 0, 1, 1), 1)[0];
          entries.add(new Entry(names.at(at).orElse(String.valueOf(at)), file + ", element " + i));
        }
      }
    } catch (BenchException unreadable) {
      problems.addAll(unreadable);
    }
    return entries;
  }

  private static List<String> columns(String line) {
    List<String> columns = new ArrayList<>();
    columns.add(unquoted(line));
    for (String cell : line.split("[,;\t]")) {
      if (!unquoted(cell).isEmpty()) {
        columns.add(unquoted(cell));
      }
    }
    for (String path : line.split("\\s+")) {
      if (path.contains("/") && !path.equals(line)) {
        columns.add(unquoted(path));
      }
    }
    return columns;
  }

  private static String unquoted(String cell) {
    String text = cell.strip();
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1).strip() : text;
  }

  /** Whether a line is a header: several columns, or a common column title. */
  private static boolean isTitle(String line) {
    return line.matches(".*[,;\t].*")
        || line.matches("(?i)(id|names?|images?|files?|file_?names?|samples?|sample_?ids?|paths?)");
  }

  private static String text(Path file, Problems problems) {
    try {
      return ListText.read(file);
    } catch (BenchException unreadable) {
      problems.addAll(unreadable);
      return "";
    }
  }
}
