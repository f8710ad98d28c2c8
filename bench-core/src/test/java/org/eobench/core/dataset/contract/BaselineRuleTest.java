package org.eobench.core.dataset.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

class BaselineRuleTest {
  private static final List<Band> BANDS =
      Stream.of("B2", "B3", "B4", "B8A", "B11", "B12").map(name -> new Band(name, null)).toList();

  /** The darkest values of a cloudy scene: no band is black, also without the offset. */
  private static final int[] DARK = {900, 650, 400, 950, 420, 200};

  private static final int SIDE = 20;

  private static Sample sample(int number, int... more) {
    Random random = new Random(number);
    float[] data = new float[BANDS.size() * SIDE * SIDE];
    for (int i = 0; i < data.length; i++) {
      int band = i / (SIDE * SIDE);
      data[i] = DARK[band] + more[band] + random.nextInt(500);
    }
    return new Sample(
        Map.of("optical", new Image(data, BANDS.size(), 1, SIDE, SIDE)),
        new LabelMap(new int[SIDE * SIDE], SIDE, SIDE),
        new SampleRef("s" + number, List.of()),
        new Acquisition(List.of(), null, null));
  }

  private static List<String> found(int... more) {
    BaselineRule rule = new BaselineRule("optical", BANDS);
    for (int i = 0; i < 6; i++) {
      Sample sample = sample(i, i % 2 == 0 ? new int[BANDS.size()] : more);
      rule.add(ObservedSample.of(Split.TRAIN, sample));
    }
    return rule.findings().stream().map(Finding::id).toList();
  }

  @Test
  void findsTheOffsetInEveryBandOfScenesWithoutDarkPixels() {
    assertThat(found(1000, 1000, 1000, 1000, 1000, 1000)).containsExactly("MixedOffsets");
  }

  @Test
  void takesHazeThatIsDarkerInTheInfraredForNoOffset() {
    assertThat(found(1500, 1400, 1300, 1150, 1050, 1000)).isEmpty();
  }

  @Test
  void takesOneKindOfScenesForNoOffset() {
    assertThat(found(0, 0, 0, 0, 0, 0)).isEmpty();
  }
}
