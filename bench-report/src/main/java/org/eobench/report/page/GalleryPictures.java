package org.eobench.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.core.run.gallery.Gallery;
import org.eobench.report.runs.StoredRun;
import org.eobench.report.table.Cell;
import org.eobench.report.table.Column;
import org.eobench.report.table.ReportTable;
import org.eobench.report.table.Row;

/**
 * The pictures of a page: those that runs have drawn of their best, median and worst test samples,
 * made smaller. The first run of every cell takes part, the best methods first, until the page has
 * as many pictures as it may carry.
 *
 * @param json runs with their samples and pictures
 * @param shown number of runs with pictures in the page
 * @param drawn number of first runs that drew some
 * @param damaged number of those whose pictures cannot be read
 */
record GalleryPictures(ArrayNode json, int shown, int drawn, int damaged) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Characters of all pictures of a page. */
  private static final int MOST_CHARACTERS = 2_000_000;

  private static final Map<String, String> NAMES =
      Map.of("image", "image", "target", "label", "prediction", "prediction", "error", "error");

  /** The pictures of the runs of a table. */
  static GalleryPictures of(ReportTable table) {
    ArrayNode runs = JSON.arrayNode();
    int drawn = 0;
    int damaged = 0;
    long characters = 0;
    for (int c = 0; c < table.columns().size(); c++) {
      for (Row row : table.rows()) {
        Cell cell = row.cell(c).orElse(null);
        if (cell == null || cell.n() == 0) {
          continue;
        }
        StoredRun run = cell.runs().get(0);
        Path folder = run.directory().resolve(Gallery.FOLDER);
        if (!Files.isRegularFile(folder.resolve("gallery.json"))) {
          continue;
        }
        drawn++;
        if (characters < MOST_CHARACTERS) {
          ObjectNode entry = entry(folder, title(row, table.columns().get(c), run));
          characters += entry.toString().length();
          if (entry.path("samples").isEmpty()) {
            damaged++;
          } else if (characters < MOST_CHARACTERS) {
            runs.add(entry);
          }
        }
      }
    }
    return new GalleryPictures(runs, runs.size(), drawn, damaged);
  }

  private static String title(Row row, Column column, StoredRun run) {
    return row.label() + " on " + column.label() + ", seed " + run.record().seed();
  }

  /** What the pictures are, as sentences. */
  String note() {
    String some =
        shown < drawn - damaged
            ? String.format(
                Locale.ROOT,
                " The page has room for %d of %d runs; the others are in their folders gallery/.",
                shown,
                drawn - damaged)
            : "";
    String unreadable =
        damaged == 0
            ? ""
            : String.format(
                Locale.ROOT,
                " The pictures of %d %s in gallery/ are damaged, and left out.",
                damaged,
                damaged == 1 ? "run" : "runs");
    return "The best, median and worst test samples of the first run of a cell, made smaller."
        + some
        + unreadable;
  }

  private static ObjectNode entry(Path folder, String title) {
    ObjectNode entry = JSON.objectNode();
    entry.put("title", title);
    JsonNode content = content(folder);
    ArrayNode classes = entry.putArray("classes");
    for (int i = 0; i < content.path("classes").size(); i++) {
      classes
          .addObject()
          .put("name", content.path("classes").path(i).asText())
          .put("colour", content.path("colours").path(i).asText());
    }
    ArrayNode samples = entry.putArray("samples");
    for (JsonNode sample : content.path("samples")) {
      ObjectNode shown = JSON.objectNode();
      shown.put("id", sample.path("id").asText());
      shown.put("title", heading(sample));
      ArrayNode images = shown.putArray("images");
      for (Map.Entry<String, JsonNode> file : fields(sample.path("files"))) {
        SmallPicture.dataUrl(folder, file.getValue().asText())
            .ifPresent(
                url ->
                    images
                        .addObject()
                        .put("name", NAMES.getOrDefault(file.getKey(), file.getKey()))
                        .put("data", url));
      }
      if (!images.isEmpty()) {
        samples.add(shown);
      }
    }
    return entry;
  }

  private static String heading(JsonNode sample) {
    StringBuilder text = new StringBuilder();
    text.append(sample.path("group").asText()).append(": ").append(sample.path("id").asText());
    if (sample.path("score").isNumber()) {
      text.append(String.format(Locale.ROOT, ", score %.3f", sample.path("score").doubleValue()));
    }
    if (sample.path("target").isTextual()) {
      text.append(", label ").append(sample.path("target").asText());
      text.append(", predicted ").append(sample.path("prediction").asText());
    }
    return text.toString();
  }

  private static List<Map.Entry<String, JsonNode>> fields(JsonNode node) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
    Iterator<Map.Entry<String, JsonNode>> all = node.fields();
    all.forEachRemaining(fields::add);
    return fields;
  }

  private static JsonNode content(Path folder) {
    try {
      return MAPPER.readTree(Files.readAllBytes(folder.resolve("gallery.json")));
    } catch (IOException damaged) {
      return JSON.objectNode();
    }
  }
}
