package org.eobench.datasets.folder.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.datasets.raster.ListText;
import org.eobench.datasets.raster.NamedDate;
import org.eobench.datasets.raster.formats.RasterFile;
import org.jspecify.annotations.Nullable;

/**
 * The dates along the axis T of an array, or of steps: a list in the config, a JSON file with a
 * list, a text file with a line for each date, texts in an HDF5 file, or cells of a table.
 *
 * @param texts the dates in the config, or null
 * @param file pattern of the file, or null
 * @param table the table, or null
 */
record Timestamps(
    @Nullable List<String> texts, @Nullable ImageFiles file, @Nullable DateTable table) {

  /** The dates from the config; null if there are none. */
  static @Nullable Timestamps of(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() == null) {
      return null;
    }
    if (node instanceof ScalarNode scalar) {
      return new Timestamps(null, ImageFiles.of(text(scalar)), null);
    }
    if (node instanceof MapNode keys) {
      return new Timestamps(null, null, new DateTable(DateTable.Keys.of(keys)));
    }
    if (node instanceof ListNode list) {
      List<String> texts = list.items().stream().map(Timestamps::text).toList();
      for (String text : texts) {
        if (NamedDate.of(text).isEmpty()) {
          throw new IllegalArgumentException(
              "timestamps contains '" + text + "', which is not a date such as 2018-10-12");
        }
      }
      return new Timestamps(texts, null, null);
    }
    throw new IllegalArgumentException(
        "timestamps must be a list of dates, the name of a file, or {file: TABLE, id: COLUMN,"
            + " dates: COLUMN}, not "
            + node.describe());
  }

  private static String text(ConfigNode node) {
    return node instanceof ScalarNode scalar ? String.valueOf(scalar.value()) : node.describe();
  }

  /**
   * The dates of one sample.
   *
   * @param values placeholders of the sample
   * @param within finds the date in each text, as its first group; null if a text is only a date
   * @throws BenchException if a text is not a date
   */
  List<LocalDateTime> read(Path root, Map<String, String> values, @Nullable Pattern within) {
    List<LocalDateTime> dates = new ArrayList<>();
    Path path =
        table != null
            ? table.path(root, values)
            : file == null
                ? root
                : FilePattern.parse("timestamps", file.files()).resolve(root, values);
    List<String> all =
        table != null
            ? table.of(path, values)
            : texts == null ? list(path, file == null ? null : file.array()) : texts;
    for (int i = 0; i < all.size(); i++) {
      String text = all.get(i);
      List<LocalDateTime> date = within == null ? NamedDate.of(text) : NamedDate.in(text, within);
      if (date.isEmpty()) {
        throw new BenchException(
            ExitCode.DATA,
            Problem.of(
                    "InvalidDate",
                    String.format(Locale.ROOT, "'%s' at position %d is not a date", text, i))
                .at(path.toString())
                .expecting("dates such as 2018-10-12 or 2018-10-12T18:53:01")
                .next(
                    "correct the list, or set dataset.date_pattern to find the date in the text"));
      }
      dates.addAll(date);
    }
    return dates;
  }

  private static List<String> list(Path path, @Nullable String array) {
    RasterFile file = new RasterFile(path, array, null, -1);
    if (file.isArray()) {
      return file.texts();
    }
    FileBytes.open(new FileFault(path, "InvalidDate", ExitCode.DATA)).close();
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".txt")) {
      return ListText.read(
              path,
              "the dates of the images",
              "a text file with a line for each date",
              "set timestamps to the list of dates instead")
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    }
    List<String> texts = new ArrayList<>();
    try {
      JsonNode node = new ObjectMapper().readTree(path.toFile());
      if (node.isArray()) {
        node.forEach(item -> texts.add(item.asText()));
        return texts;
      }
    } catch (IOException notJson) {
      // The error below says what the file must be.
      texts.clear();
    }
    throw new BenchException(
        ExitCode.DATA,
        Problem.of("InvalidDate", "the file is not a list of dates")
            .at(path.toString())
            .expecting(
                "a JSON list such as [\"2018-10-12\", \"2018-11-02\"], a .txt file with a line for"
                    + " each date, or texts or times of an HDF5 or NetCDF-4 file")
            .next("set timestamps to the list of dates instead"));
  }
}
