package org.eobench.encoders.galileo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.core.encoder.SentinelGroups;
import org.eobench.core.encoder.SentinelGroups.Group;
import org.eobench.core.encoder.SentinelGroups.PresentGroup;

/** The groups of bands that Galileo knows, by what a token of them stands for. */
final class GalileoGroups {
  private static final String WEATHER = "weather";

  /** What one token of a group stands for. */
  enum Kind {
    /** One patch on one date. */
    SPACE_TIME("space_time_embed.", "s_t_channel_embed", 7),
    /** One patch, on all dates. */
    SPACE("space_embed.", "sp_channel_embed", 3),
    /** One date, in the whole image. */
    TIME("time_embed.", "t_channel_embed", 3),
    /** The whole image on all dates. */
    STATIC("static_embed.", "st_channel_embed", 4);

    private final String prefix;
    private final String table;
    private final int rows;

    Kind(String prefix, String table, int rows) {
      this.prefix = prefix;
      this.table = table;
      this.rows = rows;
    }

    /** Prefix of the names of the tensors that embed the groups. */
    String prefix() {
      return prefix;
    }

    /** Name of the table of codes of the groups. */
    String table() {
      return table;
    }

    /** Number of groups in the checkpoint. */
    int rows() {
      return rows;
    }
  }

  private static final Map<Kind, List<Group>> ALL =
      Map.of(
          Kind.SPACE_TIME,
          Stream.concat(
                  SentinelGroups.ALL.stream(),
                  Stream.of(new Group("NDVI", 6, "optical", List.of("NDVI"))))
              .toList(),
          Kind.SPACE,
          List.of(new Group("SRTM", 0, "dem", List.of("elevation", "slope"))),
          Kind.TIME,
          List.of(
              new Group("ERA5", 0, WEATHER, List.of("temperature", "precipitation")),
              new Group(
                  "TC",
                  1,
                  WEATHER,
                  List.of("water_deficit", "soil_moisture", "evapotranspiration")),
              new Group("VIIRS", 2, WEATHER, List.of("night_lights"))));

  /** The place of an image is known without bands. */
  static final PresentGroup LOCATION = new PresentGroup("location", 1, List.of(0, 1, 2));

  private GalileoGroups() {}

  /**
   * The groups of the given bands.
   *
   * @param inputBands band names by modality, in channel order
   * @throws IllegalArgumentException if a band is unknown, some bands of a group are missing, or no
   *     group has tokens of patches
   */
  static Map<Kind, List<PresentGroup>> of(Map<String, List<String>> inputBands) {
    List<Group> known = ALL.values().stream().flatMap(List::stream).toList();
    List<PresentGroup> seen = SentinelGroups.of("Galileo", inputBands, known);
    Map<Kind, List<PresentGroup>> byKind = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      List<String> names = ALL.getOrDefault(kind, List.of()).stream().map(Group::name).toList();
      byKind.put(kind, new ArrayList<>(seen));
      byKind.computeIfPresent(
          kind,
          (same, groups) -> groups.stream().filter(group -> names.contains(group.name())).toList());
    }
    if (byKind.getOrDefault(Kind.SPACE_TIME, List.of()).isEmpty()) {
      throw new IllegalArgumentException(
          "input_bands lists no bands of Sentinel-1 or Sentinel-2: Galileo needs one of their"
              + " groups");
    }
    return byKind;
  }
}
