package org.eobench.encoders.galileo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eobench.core.error.Suggest;

/** Galileo's groups of bands; all bands of a group together make one token per patch and date. */
final class BandGroups {
  /**
   * A group.
   *
   * @param name part of the names of its tensors
   * @param index its row in the checkpoint's table of channel groups
   * @param modality which image its bands are of
   */
  private record Group(String name, int index, String modality, List<String> bands) {}

  /** All groups that images have; the seventh row belongs to NDVI, which is none of a sensor. */
  private static final List<Group> ALL =
      List.of(
          new Group("S1", 0, "sar", List.of("VV", "VH")),
          new Group("S2_RGB", 1, "optical", List.of("B2", "B3", "B4")),
          new Group("S2_Red_Edge", 2, "optical", List.of("B5", "B6", "B7")),
          new Group("S2_NIR_10m", 3, "optical", List.of("B8")),
          new Group("S2_NIR_20m", 4, "optical", List.of("B8A")),
          new Group("S2_SWIR", 5, "optical", List.of("B11", "B12")));

  /** Rows of the checkpoint's table of channel groups. */
  static final int ROWS = 7;

  private BandGroups() {}

  /**
   * A group that images have.
   *
   * @param name part of the names of its tensors
   * @param index its row in the table of channel groups
   * @param channels where its bands lie in the stack of all modalities
   */
  record Seen(String name, int index, List<Integer> channels) {
    Seen {
      channels = List.copyOf(channels);
    }
  }

  /**
   * The groups of the bands given, in Galileo's order.
   *
   * @param inputBands band names by modality, in channel order
   * @throws IllegalArgumentException for a band that Galileo does not know, and for a group of
   *     which only some bands are given
   */
  static List<Seen> of(Map<String, List<String>> inputBands) {
    inputBands.forEach(BandGroups::requireKnown);
    List<Seen> seen = new ArrayList<>();
    for (Group group : ALL) {
      List<String> given = inputBands.getOrDefault(group.modality(), List.of());
      List<String> lacking = group.bands().stream().filter(band -> !given.contains(band)).toList();
      if (lacking.isEmpty()) {
        int first = offset(inputBands, group.modality());
        seen.add(
            new Seen(
                group.name(),
                group.index(),
                group.bands().stream().map(band -> first + given.indexOf(band)).toList()));
      } else if (lacking.size() < group.bands().size()) {
        throw new IllegalArgumentException(
            "input_bands.%s lacks %s: Galileo sees the bands %s together or not at all"
                .formatted(
                    group.modality(),
                    String.join(", ", lacking),
                    String.join(", ", group.bands())));
      }
    }
    return List.copyOf(seen);
  }

  private static void requireKnown(String modality, Collection<String> bands) {
    TreeSet<String> known = new TreeSet<>();
    ALL.stream()
        .filter(group -> group.modality().equals(modality))
        .forEach(group -> known.addAll(group.bands()));
    for (String band : bands) {
      if (!known.contains(band)) {
        throw new IllegalArgumentException(
            "input_bands.%s names %s, which Galileo does not know; %s"
                .formatted(modality, band, Suggest.sentence(band, known)));
      }
    }
  }

  private static int offset(Map<String, List<String>> inputBands, String modality) {
    int offset = 0;
    for (Map.Entry<String, List<String>> entry : inputBands.entrySet()) {
      if (entry.getKey().equals(modality)) {
        return offset;
      }
      offset += entry.getValue().size();
    }
    return offset;
  }
}
