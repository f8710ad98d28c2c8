package org.eobench.datasets.spacenet7;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.datasets.folder.files.SampleChoice;
import org.eobench.datasets.raster.ListText;

/**
 * Leaves out places of no split; and months with a mask of unusable pixels ({@code UDM_masks}) or,
 * where Pangaea's {@code metadata_train.json} lies beside {@code train/}, those that it calls
 * masked or without labels.
 */
final class UsableMonths implements SampleChoice {
  private static final String METADATA = "metadata_train.json";

  private final Path root;
  private final Months months;
  private final Set<String> places;
  private final Map<String, JsonNode> listed;
  private final Set<String> others = new TreeSet<>();
  private int asked;
  private int masked;
  private int unlabelled;

  private UsableMonths(Path root, Months months, Set<String> places, Map<String, JsonNode> listed) {
    this.root = root;
    this.months = months;
    this.places = places;
    this.listed = listed;
  }

  /**
   * Reads the list, if there is one.
   *
   * @param places places that are used; empty for all
   * @throws BenchException if it is damaged
   */
  static UsableMonths of(Path root, Months months, Set<String> places) {
    Path file = root.resolve(METADATA);
    Map<String, JsonNode> listed = new HashMap<>();
    if (months == Months.USABLE && Files.exists(file)) {
      for (JsonNode place : parse(file)) {
        for (JsonNode month : place) {
          if (!month.path("aoi_id").isTextual() || !month.path("month").canConvertToInt()) {
            throw damaged(file, "an entry has no aoi_id, year and month: " + month);
          }
          String name =
              String.format(
                  Locale.ROOT, "%d_%02d", month.path("year").asInt(), month.path("month").asInt());
          listed.put(month.path("aoi_id").asText() + "/" + name, month);
        }
      }
    }
    return new UsableMonths(root, months, places, listed);
  }

  private static JsonNode parse(Path file) {
    String text =
        ListText.read(file, "the list of months", "Pangaea's " + METADATA, "copy it again");
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException failure) {
      throw damaged(file, "the file is no valid JSON: " + failure.getOriginalMessage());
    }
  }

  private static BenchException damaged(Path file, String what) {
    return new BenchException(
        ExitCode.DATA,
        Problem.of("UnreadableList", what)
            .at(file.toString())
            .expecting("{AOI: [{aoi_id, year, month, mask, label}, …]}")
            .next("copy the file again, or remove it and use the publisher's UDM_masks"));
  }

  @Override
  public boolean keeps(Map<String, String> placeholders) {
    String aoi = placeholders.getOrDefault("aoi", "");
    String month = placeholders.getOrDefault("month", "");
    if (!places.isEmpty() && !places.contains(aoi)) {
      others.add(aoi);
      return false;
    }
    if (months == Months.ALL) {
      return true;
    }
    JsonNode entry = listed.get(aoi + "/" + month);
    String mask =
        String.format(
            Locale.ROOT,
            "train/%s/UDM_masks/global_monthly_%s_mosaic_%1$s_UDM.geojson",
            aoi,
            month);
    asked++;
    if (Files.exists(root.resolve(mask)) || (entry != null && entry.path("mask").asBoolean())) {
      masked++;
      return false;
    }
    if (entry != null && !entry.path("label").asBoolean(true)) {
      unlabelled++;
      return false;
    }
    return true;
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!others.isEmpty()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%d places are left out, because dataset.split.values does not list them: %s",
              others.size(),
              String.join(", ", others)));
    }
    if (masked + unlabelled > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%d of %d months are left out: %d with masked pixels, %d without labels"
                  + " (dataset.months=all uses them)",
              masked + unlabelled,
              asked,
              masked,
              unlabelled));
    }
    return remarks;
  }
}
