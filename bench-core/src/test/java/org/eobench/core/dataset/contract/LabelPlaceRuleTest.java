package org.eobench.core.dataset.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Quantity;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.junit.jupiter.api.Test;

class LabelPlaceRuleTest {
  private static final int SIDE = 64;
  private static final DatasetSpec SPEC =
      new DatasetSpec(
          "noise",
          1,
          Segmentation.KIND,
          Quantity.PLAIN,
          Map.of("optical", List.of(new Band("B4", null))),
          Map.of("optical", BandStats.UNKNOWN),
          List.of("land", "water"),
          -1,
          List.of(),
          SIDE,
          1,
          "",
          "");

  private static Sample noise(int seed, String name) {
    Random random = new Random(seed);
    float[] image = new float[SIDE * SIDE];
    int[] labels = new int[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextFloat();
      labels[i] = random.nextInt(2);
    }
    return new Sample(
        Map.of("optical", new Image(image, 1, 1, SIDE, SIDE)),
        new LabelMap(labels, SIDE, SIDE),
        new SampleRef(name, List.of()),
        Acquisition.UNKNOWN);
  }

  @Test
  void copiesOfASampleAreNoFurtherEvidence() {
    for (int seed = 1; seed < 4; seed++) {
      LabelPlaceRule rule = new LabelPlaceRule(SPEC);
      for (int copy = 0; copy < 30; copy++) {
        rule.add(ObservedSample.of(Split.TRAIN, noise(seed, "copy" + copy)));
      }
      assertThat(rule.findings()).isEmpty();
    }
  }
}
