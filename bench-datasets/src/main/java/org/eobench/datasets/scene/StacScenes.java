package org.eobench.datasets.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eobench.core.dataset.BandNames;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;
import org.eobench.datasets.folder.files.LocalHref;
import org.eobench.datasets.raster.GridBands.BandFile;
import org.eobench.datasets.scene.SceneSpec.SceneDate;
import org.jspecify.annotations.Nullable;

/**
 * The scenes in a STAC item, or in an item collection. A band is found by the name of an asset, or
 * by the names that {@code eo:bands} or {@code bands} give the bands of an asset.
 */
final class StacScenes {
  private final Path file;
  private final SceneRules rules;
  private final Map<String, String> bandNames;

  private StacScenes(Path file, SceneRules rules, Map<String, String> bandNames) {
    this.file = file;
    this.rules = rules;
    this.bandNames = bandNames;
  }

  /**
   * A band in an asset.
   *
   * @param name its name there
   * @param asset key of the asset
   * @param all names of all bands of the asset, in order
   */
  private record AssetBand(String name, String asset, List<String> all) {}

  /**
   * Reads the scenes.
   *
   * @param bandNames names in the items of bands that are called otherwise in the data set
   * @throws BenchException {@code InvalidStac} if the file is no item or item collection, a band is
   *     missing, or an asset is not a local file
   */
  static List<SceneSpec> list(Path file, SceneRules rules, Map<String, String> bandNames) {
    FileBytes.open(new FileFault(file, "InvalidStac", ExitCode.DATA)).close();
    StacScenes scenes = new StacScenes(file, rules, bandNames);
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(file.toFile());
    } catch (IOException failure) {
      throw scenes.problem("the file is not readable JSON: " + failure.getMessage(), "", "", "");
    }
    String type = root.path("type").asText();
    if (type.equals("Feature")) {
      return List.of(scenes.scene(root));
    }
    if (!type.equals("FeatureCollection") || root.path("features").isEmpty()) {
      throw scenes.problem(
          "the file is of the type '" + type + "'" + (type.isEmpty() ? "" : " or has no items"),
          "",
          "a STAC item (Feature) or item collection (FeatureCollection)",
          "");
    }
    return StreamSupport.stream(root.path("features").spliterator(), false)
        .map(scenes::scene)
        .toList();
  }

  private SceneSpec scene(JsonNode item) {
    String id = item.path("id").asText();
    if (id.isEmpty() || !item.path("assets").isObject()) {
      throw problem("a feature has no id or no assets", id, "STAC items", "");
    }
    LocalDateTime time = time(item, id);
    List<AssetBand> there = bands(item);
    Map<String, List<SceneDate>> dates = new LinkedHashMap<>();
    rules
        .files()
        .forEach(
            (modality, bands) -> dates.put(modality, List.of(date(item, id, bands, there, time))));
    return new SceneSpec(id.replaceAll("[^A-Za-z0-9._-]", "_"), dates);
  }

  /** All bands of all assets; an asset without a list of bands is one band of its own name. */
  private static List<AssetBand> bands(JsonNode item) {
    List<AssetBand> bands = new ArrayList<>();
    item.path("assets")
        .properties()
        .forEach(
            asset -> {
              List<String> names = names(asset.getValue());
              List<String> own = names.isEmpty() ? List.of(asset.getKey()) : names;
              if (own.size() == 1) {
                bands.add(new AssetBand(asset.getKey(), asset.getKey(), List.of(asset.getKey())));
              }
              own.forEach(name -> bands.add(new AssetBand(name, asset.getKey(), own)));
            });
    return bands;
  }

  private static List<String> names(JsonNode asset) {
    JsonNode list = asset.has("eo:bands") ? asset.path("eo:bands") : asset.path("bands");
    List<String> names = new ArrayList<>();
    list.forEach(band -> names.add(band.path("name").asText()));
    return names;
  }

  private SceneDate date(
      JsonNode item,
      String id,
      List<String> wanted,
      List<AssetBand> there,
      @Nullable LocalDateTime time) {
    Map<String, List<String>> files = new LinkedHashMap<>();
    for (String band : wanted) {
      AssetBand found = found(id, band, wanted, there);
      List<String> called = files.computeIfAbsent(found.asset, asset -> new ArrayList<>(found.all));
      called.set(Math.max(0, found.all.indexOf(found.name)), band);
    }
    List<BandFile> read = new ArrayList<>();
    files.forEach(
        (asset, bands) -> {
          String href = item.path("assets").path(asset).path("href").asText();
          Path path =
              LocalHref.of(href, file, (what, expected, next) -> problem(what, id, expected, next));
          read.add(new BandFile(path, List.copyOf(bands)));
        });
    return new SceneDate(read, time);
  }

  private AssetBand found(String id, String band, List<String> wanted, List<AssetBand> there) {
    String name = bandNames.getOrDefault(band, band);
    return there.stream()
        .filter(one -> one.name.equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> names = there.stream().map(AssetBand::name).distinct().toList();
              return problem(
                  "the item has no band '" + name + "'",
                  id,
                  Suggest.sentence(name, Set.copyOf(names)),
                  advice(wanted, names));
            });
  }

  /** How the bands may be called in the item, for those that are recognised. */
  private static String advice(List<String> wanted, List<String> there) {
    List<String> pairs = new ArrayList<>();
    for (String band : wanted) {
      String other = BandNames.otherNameOf(band, there);
      if (other != null) {
        pairs.add(band + "=" + other);
      }
    }
    return "say what the item calls it, such as `--band-names "
        + (pairs.isEmpty() ? wanted.get(0) + "=NAME" : String.join(",", pairs))
        + "`";
  }

  private @Nullable LocalDateTime time(JsonNode item, String id) {
    JsonNode properties = item.path("properties");
    String text = properties.path("datetime").asText("");
    if (text.isEmpty() || text.equals("null")) {
      text = properties.path("start_datetime").asText("");
    }
    if (text.isEmpty() || text.equals("null")) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    } catch (DateTimeParseException wrong) {
      throw problem("the datetime is '" + text + "'", id, "such as 2018-10-12T18:53:01Z", "");
    }
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
