package org.eobench.encoders.copernicusfm;

import java.time.temporal.ChronoField;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one image, as far as they are known and used.
 *
 * @param place its centre
 * @param area square kilometres of a patch
 * @param day days since 1970-01-01
 */
record Facts(Acquisition.@Nullable Place place, @Nullable Double area, @Nullable Double day) {
  private static final double METRES_PER_KILOMETRE = 1000;

  /**
   * The facts that an encoder uses. As in pretraining, the time of day is left out.
   *
   * @param used the facts that it uses; others are unknown to it
   * @param patchSize pixels
   */
  static Facts of(Acquisition acquisition, List<Fact> used, int patchSize) {
    Double metres = acquisition.groundResolution();
    return new Facts(
        used.contains(Fact.LOCATION) ? acquisition.place() : null,
        metres != null && used.contains(Fact.AREA)
            ? Math.pow(metres * patchSize / METRES_PER_KILOMETRE, 2)
            : null,
        acquisition.dates().size() == 1 && used.contains(Fact.TIME)
            ? (double) acquisition.dates().get(0).getLong(ChronoField.EPOCH_DAY)
            : null);
  }

  /** The facts about a batch. */
  static List<Facts> of(List<Acquisition> acquisitions, List<Fact> used, int patchSize) {
    return acquisitions.stream().map(acquisition -> of(acquisition, used, patchSize)).toList();
  }
}
