package org.eobench.core.encoder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.eobench.core.error.Suggest;

/**
 * Groups of Sentinel-1 and Sentinel-2 bands as defined by Presto and Galileo. All bands of a group
 * form one token.
 */
public final class SentinelGroups {
  /**
   * A group.
   *
   * @param name part of the names of its tensors
   * @param index its row in the checkpoint's table of channel groups
   * @param modality modality of its bands
   * @param bands its bands, in the order of the checkpoint
   */
  public record Group(String name, int index, String modality, List<String> bands) {
    public Group {
      bands = List.copyOf(bands);
    }
  }

  /**
   * All groups of bands that sensors record; the other rows belong to quantities derived from
   * bands.
   */
  public static final List<Group> ALL =
      List.of(
          new Group("S1", 0, "sar", List.of("VV", "VH")),
          new Group("S2_RGB", 1, "optical", List.of("B2", "B3", "B4")),
          new Group("S2_Red_Edge", 2, "optical", List.of("B5", "B6", "B7")),
          new Group("S2_NIR_10m", 3, "optical", List.of("B8")),
          new Group("S2_NIR_20m", 4, "optical", List.of("B8A")),
          new Group("S2_SWIR", 5, "optical", List.of("B11", "B12")));

  private SentinelGroups() {}

  /**
   * A group that the images contain.
   *
   * @param name part of the names of its tensors
   * @param index its row in the table of channel groups
   * @param channels indices of its bands in the stack of all modalities
   */
  public record PresentGroup(String name, int index, List<Integer> channels) {
    public PresentGroup {
      channels = List.copyOf(channels);
    }
  }

  /**
   * The groups of the given bands, in a fixed order.
   *
   * @param encoder its name in error texts
   * @param inputBands band names by modality, in channel order
   * @throws IllegalArgumentException if no group has a band, or if some bands of a group are
   *     missing
   */
  public static List<PresentGroup> of(String encoder, Map<String, List<String>> inputBands) {
    return of(encoder, inputBands, ALL);
  }

  /**
   * Like {@link #of(String, Map)}, for an encoder with groups of its own.
   *
   * @param all every group that the encoder knows
   */
  public static List<PresentGroup> of(
      String encoder, Map<String, List<String>> inputBands, List<Group> all) {
    inputBands.forEach((modality, bands) -> requireKnown(encoder, modality, bands, all));
    List<PresentGroup> seen = new ArrayList<>();
    for (Group group : all) {
      List<String> given = inputBands.getOrDefault(group.modality(), List.of());
      List<String> lacking = group.bands().stream().filter(band -> !given.contains(band)).toList();
      if (lacking.isEmpty()) {
        int first = offset(inputBands, group.modality());
        seen.add(
            new PresentGroup(
                group.name(),
                group.index(),
                group.bands().stream().map(band -> first + given.indexOf(band)).toList()));
      } else if (lacking.size() < group.bands().size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "input_bands.%s lacks %s: %s needs the bands %s together",
                group.modality(),
                String.join(", ", lacking),
                encoder,
                String.join(", ", group.bands())));
      }
    }
    return List.copyOf(seen);
  }

  private static void requireKnown(
      String encoder, String modality, Collection<String> bands, List<Group> all) {
    TreeSet<String> known = new TreeSet<>();
    all.stream()
        .filter(group -> group.modality().equals(modality))
        .forEach(group -> known.addAll(group.bands()));
    for (String band : bands) {
      if (!known.contains(band)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "input_bands.%s lists %s, which %s does not know; %s",
                modality,
                band,
                encoder,
                Suggest.sentence(band, known)));
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
