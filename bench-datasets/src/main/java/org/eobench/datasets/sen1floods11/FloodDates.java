package org.eobench.datasets.sen1floods11;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eobench.datasets.raster.NamedDate;

/**
 * Dates of the floods, by the first word in the names of their chips: those of the Sentinel-2
 * images from the metadata file of the data set, or those of the events. A flood with several
 * images is treated as undated, because the file does not assign chips to dates. If the file is
 * missing or unreadable, all floods are undated.
 */
final class FloodDates {
  static final String FILE = "v1.1/Sen1Floods11_Metadata.geojson";

  private static final long LARGEST_FILE = 64L << 20;

  /** Floods whose chips have another name than the metadata give them. */
  private static final Map<String, String> CHIPS = Map.of("Cambodia", "Mekong");

  /** Days of the events that finetuning of a DINOv2 on satellite images gave all their chips. */
  private static final Map<String, String> EVENTS =
      Map.ofEntries(
          Map.entry("Bolivia", "2018-02-15"),
          Map.entry("Colombia", "2018-08-23"),
          Map.entry("Ghana", "2018-09-19"),
          Map.entry("India", "2016-08-12"),
          Map.entry("Mekong", "2018-08-04"),
          Map.entry("Nigeria", "2018-09-20"),
          Map.entry("Pakistan", "2017-06-28"),
          Map.entry("Paraguay", "2018-10-31"),
          Map.entry("Somalia", "2018-05-05"),
          Map.entry("Spain", "2019-09-18"),
          Map.entry("Sri-Lanka", "2017-05-28"),
          Map.entry("USA", "2019-05-22"));

  private final Map<String, List<LocalDateTime>> byPlace;

  private FloodDates(Map<String, List<LocalDateTime>> byPlace) {
    this.byPlace = Map.copyOf(byPlace);
  }

  /** The days of the events. */
  static FloodDates events() {
    Map<String, List<LocalDateTime>> dates = new HashMap<>();
    EVENTS.forEach((place, day) -> dates.put(place, NamedDate.of(day)));
    return new FloodDates(dates);
  }

  /** Reads the file under {@code root} if it exists. */
  static FloodDates below(Path root) {
    Path file = root.resolve(FILE);
    try {
      return Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE
          ? of(new ObjectMapper().readTree(Files.readString(file)))
          : new FloodDates(Map.of());
    } catch (IOException unreadable) {
      return new FloodDates(Map.of());
    }
  }

  private static FloodDates of(JsonNode collection) {
    Map<String, List<LocalDateTime>> dates = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (JsonNode feature : collection.path("features")) {
      JsonNode facts = feature.path("properties");
      String location = facts.path("location").asText();
      String place = CHIPS.getOrDefault(location, location);
      String date = facts.path("s2_date").asText().replace('/', '-');
      if (dates.put(place, NamedDate.of(date)) != null) {
        several.add(place);
      }
    }
    dates.keySet().removeAll(several);
    return new FloodDates(dates);
  }

  /**
   * The date of a chip as a list of one, or an empty list.
   *
   * @param id name of the chip, such as {@code Spain_7370579}
   */
  List<LocalDateTime> of(String id) {
    return byPlace.getOrDefault(id.substring(0, Math.max(0, id.indexOf('_'))), List.of());
  }
}
