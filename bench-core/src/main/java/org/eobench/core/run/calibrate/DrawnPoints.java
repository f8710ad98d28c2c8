package org.eobench.core.run.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.eobench.core.metrics.uncertainty.Temperature.Labelled;

/**
 * The pixels or images that a temperature is fitted to: all that have a label, or so many of each
 * sample that memory stays bounded, drawn by the seed and the id of the sample.
 */
final class DrawnPoints {
  /** Points of a split. */
  static final int MOST = 200_000;

  private final int ofEach;
  private final int ignoreIndex;
  private final long seed;
  private final List<Labelled> drawn = new ArrayList<>();

  /**
   * @param samples number of samples of the split
   */
  DrawnPoints(int samples, int ignoreIndex, long seed) {
    this.ofEach = Math.max(1, MOST / Math.max(1, samples));
    this.ignoreIndex = ignoreIndex;
    this.seed = seed;
  }

  void add(LogitBatch batch) {
    for (int sample = 0; sample < batch.ids().size(); sample++) {
      int at = sample;
      int[] labelled =
          IntStream.range(0, batch.points())
              .filter(point -> batch.label(at, point) != ignoreIndex)
              .toArray();
      SplittableRandom random =
          new SplittableRandom(seed * 31 + batch.ids().get(sample).hashCode());
      int taken = Math.min(ofEach, labelled.length);
      for (int i = 0; i < taken; i++) {
        int other = i + random.nextInt(labelled.length - i);
        int point = labelled[other];
        labelled[other] = labelled[i];
        drawn.add(new Labelled(batch.of(sample, point), batch.label(sample, point)));
      }
    }
  }

  List<Labelled> drawn() {
    return drawn;
  }
}
