package org.eobench.datasets.spacenet7;

import java.util.List;
import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.datasets.folder.FolderConfig;

/**
 * Config of {@code spacenet7cd}.
 *
 * @param folder the keys of {@code folder} for the single months, except classes, task and dates,
 *     which are those of the pairs
 * @param months which months of a place are used
 * @param buildings classes of the single months: outside and inside of buildings
 * @param pairs number of pairs that are drawn for each window of the training split
 * @param minimumTemporalGap least number of usable months from the first to the second image of a
 *     drawn pair
 * @param pairSeed seed of the drawn pairs
 */
public record SpaceNet7ChangeConfig(
    @Inline FolderConfig folder,
    @Default("usable") Months months,
    @Default("[Background, Building]") List<String> buildings,
    @Range(min = 1, max = 1000) @Default("1") int pairs,
    @Range(min = 1, max = 1000) @Default("1") int minimumTemporalGap,
    @Range(min = 0) @Default("0") long pairSeed) {
  public SpaceNet7ChangeConfig {
    SpaceNet7Config.requireMonths(folder);
    if (folder.facts().frames() != 2) {
      throw new IllegalArgumentException(
          "multi_temporal must be 2, a pair of months, not " + folder.facts().frames());
    }
    if (buildings.size() != 2) {
      throw new IllegalArgumentException(
          "buildings must name two classes, outside and inside of buildings, not " + buildings);
    }
  }

  /** The config of the single months. */
  FolderConfig scenes() {
    return folder.with(folder.facts().asSegmentation(buildings));
  }
}
