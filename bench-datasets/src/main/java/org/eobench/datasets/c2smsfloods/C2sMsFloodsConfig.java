package org.eobench.datasets.c2smsfloods;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.config.bind.Range;
import org.eobench.core.dataset.DatasetFacts;
import org.jspecify.annotations.Nullable;

/**
 * Config of {@code c2smsfloods}.
 *
 * @param facts the keys of every data set
 * @param chips folder of the chips, relative to {@code root_path}
 * @param datacubes folder of datacubes with all bands in one file, relative to {@code root_path};
 *     null to read the band files of the chips
 * @param label sensor from whose image the label of water was drawn
 * @param clouds what becomes of pixels with clouds and shadows
 * @param splitBy what is divided into splits
 * @param valShare share of the training samples that is the validation split
 * @param testShare share of all samples that is the test split
 * @param splitSeed random state of both
 */
public record C2sMsFloodsConfig(
    @Inline DatasetFacts facts,
    String chips,
    @Nullable String datacubes,
    @Default("s1") Sensor label,
    @Default("zero") Clouds clouds,
    @Default("event") Division splitBy,
    @Default("0.1") @Range(above = 0, below = 1) double valShare,
    @Default("0.2") @Range(above = 0, below = 1) double testShare,
    @Default("42") @Range(min = 0) int splitSeed) {

  /** A satellite mission. */
  public enum Sensor {
    /** Sentinel-1. */
    S1,
    /** Sentinel-2. */
    S2
  }

  /** What a split consists of. */
  public enum Division {
    /** Whole floods, so that no place is in two splits. */
    EVENT,
    /** Single chips, which may be neighbours of chips of another split. */
    CHIP
  }
}
