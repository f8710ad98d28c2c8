package org.eobench.datasets.folder.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.datasets.folder.files.FoundFiles.Found;

/**
 * A STAC item collection as an index of files: each item is a sample, or a date of the sample that
 * a property names. Its assets are the files of the bands, or one of them is a file with all bands.
 */
final class StacItems {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final Path file;
  private final ImageFiles images;
  private final List<String> bands;

  private StacItems(Path file, ImageFiles images, List<String> bands) {
    this.file = file;
    this.images = images;
    this.bands = bands;
  }

  /**
   * The assets of all items, with the values of the placeholders in {@link ImageFiles#pattern()}.
   *
   * @param bands names of the bands, whose assets are found by {@link ImageFiles#namesOf}
   * @throws BenchException if the file is no item collection, an item lacks an asset, or an asset
   *     is not a local file
   */
  static List<Found> list(Path root, ImageFiles images, List<String> bands) {
    return new StacItems(root.resolve(images.files()), images, bands).list();
  }

  private List<Found> list() {
    FileBytes.open(new FileFault(file, "InvalidStac", ExitCode.DATA)).close();
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(file.toFile());
    } catch (IOException failure) {
      throw problem("the file is not readable JSON: " + failure.getMessage(), "", "", "");
    }
    String type = root.path("type").asText();
    if (!type.equals("FeatureCollection")) {
      throw problem(
          "the file is of the type '" + type + "'",
          "",
          "a STAC item collection (FeatureCollection)",
          "save the items as one collection, for example with ItemCollection.save_object of"
              + " pystac");
    }
    List<Found> found = new ArrayList<>();
    for (JsonNode item : root.path("features")) {
      add(item, found);
    }
    return List.copyOf(found);
  }

  private void add(JsonNode item, List<Found> found) {
    String id = item.path("id").asText();
    JsonNode assets = item.path("assets");
    if (id.isEmpty() || !assets.isObject()) {
      throw problem("a feature has no id or no assets", id, "STAC items", "");
    }
    Map<String, String> values = new HashMap<>();
    values.put(FilePattern.ID, sample(item, id).replace('/', '_'));
    values.put(FilePattern.DATE, date(item, id));
    String asset = images.asset();
    List<List<String>> wanted =
        asset == null ? bands.stream().map(images::namesOf).toList() : List.of(List.of(asset));
    for (List<String> names : wanted) {
      String name = names.stream().filter(assets::has).findFirst().orElse(names.get(0));
      JsonNode href = assets.path(name).path("href");
      if (!href.isTextual()) {
        Set<String> there = new LinkedHashSet<>();
        assets.fieldNames().forEachRemaining(there::add);
        throw problem(
            String.format(Locale.ROOT, "the item has no asset '%s'", name),
            id,
            Suggest.sentence(name, there),
            asset == null
                ? "set band_names to the assets of the bands, such as `band_names: {"
                    + bands.get(0)
                    + ": blue}`, or asset to one with all bands"
                : "correct asset");
      }
      Map<String, String> own = new HashMap<>(values);
      if (asset == null) {
        own.put(FilePattern.BAND, name);
      }
      found.add(new Found(own, path(href.asText(), id)));
    }
  }

  private String sample(JsonNode item, String id) {
    String property = images.sampleBy();
    if (property == null) {
      return id;
    }
    JsonNode value = item.path("properties").path(property);
    if (!value.isValueNode() || value.isNull() || value.asText().isEmpty()) {
      Set<String> there = new LinkedHashSet<>();
      item.path("properties").fieldNames().forEachRemaining(there::add);
      throw problem(
          String.format(Locale.ROOT, "the item has no property '%s'", property),
          id,
          Suggest.sentence(property, there),
          "correct sample_by");
    }
    return value.asText();
  }

  /** Date and time in UTC; the start of an interval. */
  private String date(JsonNode item, String id) {
    JsonNode properties = item.path("properties");
    String text = properties.path("datetime").asText("");
    if (text.isEmpty() || text.equals("null")) {
      text = properties.path("start_datetime").asText("");
    }
    try {
      OffsetDateTime date = OffsetDateTime.parse(text);
      return SECONDS.format(date.withOffsetSameInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException wrong) {
      throw problem("the datetime is '" + text + "'", id, "such as 2018-10-12T18:53:01Z", "");
    }
  }

  private Path path(String href, String id) {
    return LocalHref.of(href, file, (what, expected, next) -> problem(what, id, expected, next));
  }

  private BenchException problem(String what, String item, String expected, String next) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("InvalidStac", what)
            .at(item.isEmpty() ? file.toString() : file + ", item " + item)
            .expecting(expected)
            .next(next));
  }
}
