package org.eobench.core.dataset;

import java.util.List;

/**
 * Statistics of one modality, one value per band in the order of the modality's bands, in the units
 * of the data set's reader. A list is empty if unknown.
 */
public record BandStats(List<Double> mean, List<Double> std, List<Double> min, List<Double> max) {
  public static final BandStats UNKNOWN = new BandStats(List.of(), List.of(), List.of(), List.of());

  public BandStats {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    min = List.copyOf(min);
    max = List.copyOf(max);
  }
}
