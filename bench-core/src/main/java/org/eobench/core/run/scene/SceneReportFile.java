package org.eobench.core.run.scene;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.io.JsonFiles;
import org.jspecify.annotations.Nullable;

/**
 * The report of a scene beside its rasters, written last: {@code map.json} beside {@code map.tif}.
 */
final class SceneReportFile {
  private static final String TIF = "(?i)\\.tiff?$";
  private static final JsonMapper JSON = JsonFiles.mapper().build();

  private SceneReportFile() {}

  /** The report beside an output. */
  static Path of(Path output) {
    return output.resolveSibling(stem(output) + ".json");
  }

  /** The name of an output without its extension. */
  static String stem(Path output) {
    return output.getFileName().toString().replaceFirst(TIF, "");
  }

  /**
   * Writes it.
   *
   * @param settings hash of what the numbers depend on
   */
  static void write(Path output, SceneReport report, String settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", report.run());
    json.put("scene", report.scene());
    json.put("width", report.width());
    json.put("height", report.height());
    json.put("pixels_without_data", report.empty());
    json.put("pixels_of_classes", report.classes());
    json.put("windows_predicted", report.windowsPredicted());
    json.put("windows_skipped", report.windowsSkipped());
    Map<String, String> files = new LinkedHashMap<>();
    report.files().forEach((key, file) -> files.put(key, file.getFileName().toString()));
    json.put("files", files);
    json.put("remarks", report.remarks());
    json.put("settings_sha256", settings);
    try {
      AtomicFile.writeString(of(output), JSON.writeValueAsString(json) + "\n");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The report of an earlier call with the same settings whose rasters are all there; null if there
   * is none.
   */
  static @Nullable SceneReport done(Path output, String settings) {
    Path file = of(output);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    JsonNode json;
    try {
      json = JSON.readTree(file.toFile());
    } catch (IOException damaged) {
      return null;
    }
    Map<String, Path> files = new LinkedHashMap<>();
    json.path("files")
        .properties()
        .forEach(
            entry -> files.put(entry.getKey(), output.resolveSibling(entry.getValue().asText())));
    boolean same = json.path("settings_sha256").asText().equals(settings);
    if (!same || files.isEmpty() || !files.values().stream().allMatch(Files::isRegularFile)) {
      return null;
    }
    Map<String, Long> classes = new LinkedHashMap<>();
    json.path("pixels_of_classes")
        .properties()
        .forEach(entry -> classes.put(entry.getKey(), entry.getValue().asLong()));
    List<String> remarks = new ArrayList<>();
    json.path("remarks").forEach(remark -> remarks.add(remark.asText()));
    return new SceneReport(
        json.path("run").asText(),
        json.path("scene").asText(),
        json.path("width").asInt(),
        json.path("height").asInt(),
        json.path("pixels_without_data").asLong(),
        classes,
        json.path("windows_predicted").asLong(),
        json.path("windows_skipped").asLong(),
        SceneReport.ALL_BLOCKS,
        files,
        remarks);
  }
}
