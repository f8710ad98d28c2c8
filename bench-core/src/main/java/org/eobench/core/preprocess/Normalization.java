package org.eobench.core.preprocess;

import java.util.List;
import org.eobench.core.dataset.BandStats;

/** The statistics of a band that give the offset and the scale of {@code (x - offset) / scale}. */
public enum Normalization {
  /** {@code (x - mean) / std}. */
  MEAN_STD("NormalizeMeanStd", "data_mean", "data_std") {
    @Override
    List<Double> offsets(BandStats stats) {
      return stats.mean();
    }

    @Override
    List<Double> second(BandStats stats) {
      return stats.std();
    }

    @Override
    float scale(double mean, double std) {
      return (float) std;
    }
  },
  /** {@code (x - min) / (max - min)}, not clipped. */
  MIN_MAX("NormalizeMinMax", "data_min", "data_max") {
    @Override
    List<Double> offsets(BandStats stats) {
      return stats.min();
    }

    @Override
    List<Double> second(BandStats stats) {
      return stats.max();
    }

    @Override
    float scale(double min, double max) {
      return (float) max - (float) min;
    }
  };

  private final String step;
  private final String offsetKey;
  private final String secondKey;

  Normalization(String step, String offsetKey, String secondKey) {
    this.step = step;
    this.offsetKey = offsetKey;
    this.secondKey = secondKey;
  }

  /** Name of the step in configurations. */
  String step() {
    return step;
  }

  /** Config key of {@link #offsets}. */
  String offsetKey() {
    return offsetKey;
  }

  /** Config key of {@link #second}. */
  String secondKey() {
    return secondKey;
  }

  abstract List<Double> offsets(BandStats stats);

  /** The statistic that gives the scale together with the offset. */
  abstract List<Double> second(BandStats stats);

  /** The scale, rounded as in torch, where statistics are float32 before the subtraction. */
  abstract float scale(double offset, double second);
}
