package org.eobench.core.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;

/** Chips of two noisy bands, drawn in memory; a pixel is water where B4 is brighter than B8. */
public final class ToyDataset implements EoDataset {
  /** Not 1, which results would show as well if they lost it. */
  public static final int VERSION = 3;

  private static final int SIZE = ToyEncoder.SIZE;

  private final int count;
  private final IntUnaryOperator relabel;
  private final Set<String> unlabelled;

  /** Chips with right labels. */
  public ToyDataset(int count) {
    this(count, label -> label);
  }

  /**
   * @param relabel what becomes of a label
   */
  public ToyDataset(int count, IntUnaryOperator relabel) {
    this(count, relabel, Set.of());
  }

  /**
   * @param unlabelled samples of which no pixel counts
   */
  public ToyDataset(int count, IntUnaryOperator relabel, Set<String> unlabelled) {
    this.count = count;
    this.relabel = relabel;
    this.unlabelled = unlabelled;
  }

  @Override
  public DatasetSpec spec() {
    return new DatasetSpec(
        "toy",
        VERSION,
        Segmentation.KIND,
        Quantity.PLAIN,
        Map.of("optical", List.of(new Band("B4", 0.665), new Band("B8", 0.832))),
        Map.of("optical", BandStats.UNKNOWN),
        List.of("land", "water"),
        -1,
        List.of(),
        SIZE,
        1,
        "none",
        "none");
  }

  @Override
  public List<SampleRef> samples(Split split) {
    return IntStream.range(0, count)
        .mapToObj(i -> new SampleRef(split.key() + "-" + i, List.<Path>of()))
        .toList();
  }

  @Override
  public Sample read(SampleRef ref, Map<String, List<String>> bands) {
    SplittableRandom random = new SplittableRandom(ref.id().hashCode());
    float[] data = new float[2 * SIZE * SIZE];
    int[] labels = new int[SIZE * SIZE];
    for (int i = 0; i < labels.length; i++) {
      float red = (float) random.nextDouble(-1, 1);
      float infrared = (float) random.nextDouble(-1, 1);
      data[i] = red;
      data[labels.length + i] = infrared;
      int right = relabel.applyAsInt(red > infrared ? 1 : 0);
      labels[i] = unlabelled.contains(ref.id()) ? -1 : right;
    }
    return new Sample(
        Map.of("optical", new Image(data, 2, 1, SIZE, SIZE)),
        new LabelMap(labels, SIZE, SIZE),
        ref);
  }
}
