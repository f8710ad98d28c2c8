package org.eobench.core.dataset.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.task.segmentation.LabelMap;
import org.junit.jupiter.api.Test;

class BandResolutionRuleTest {
  private static final int SIDE = 48;

  /** How a band's pixels come to the grid of 10 m. */
  private enum Kind {
    SINGLE,
    REPEATED,
    INTERPOLATED,
    FEW_VALUES
  }

  private static float[] band(Kind kind, int seed) {
    Random random = new Random(seed);
    float[] own = new float[SIDE * SIDE];
    for (int i = 0; i < own.length; i++) {
      own[i] = kind == Kind.FEW_VALUES ? random.nextInt(2) : random.nextInt(3000);
    }
    float[] data = new float[own.length];
    for (int i = 0; i < data.length; i++) {
      int row = i / SIDE;
      int col = i % SIDE;
      // The grid of 20 m begins one pixel before the image.
      float nearest = own[(row + 1) / 2 * SIDE + (col + 1) / 2];
      data[i] =
          switch (kind) {
            case SINGLE, FEW_VALUES -> own[i];
            case REPEATED -> nearest;
            case INTERPOLATED -> 0.75f * nearest + 0.25f * own[(row + 2) / 2 * SIDE + col / 2];
          };
    }
    return data;
  }

  private static List<Finding> findings(List<Band> bands, Kind... kinds) {
    float[] data = new float[kinds.length * SIDE * SIDE];
    for (int i = 0; i < kinds.length; i++) {
      System.arraycopy(band(kinds[i], i), 0, data, i * SIDE * SIDE, SIDE * SIDE);
    }
    BandResolutionRule rule = new BandResolutionRule("optical", bands);
    rule.add(
        ObservedSample.of(
            Split.TRAIN,
            new Sample(
                Map.of("optical", new Image(data, kinds.length, 1, SIDE, SIDE)),
                new LabelMap(new int[SIDE * SIDE], SIDE, SIDE),
                new SampleRef("a", List.of()),
                new Acquisition(List.of(), null, null))));
    return rule.findings();
  }

  private static List<Band> bands(String... names) {
    return List.of(names).stream().map(name -> new Band(name, null)).toList();
  }

  @Test
  void findsABandOf10MetresWithRepeatedPixelsAndNamesTheRightOrder() {
    assertThat(
            findings(bands("B4", "B08", "B8A"), Kind.SINGLE, Kind.REPEATED, Kind.SINGLE).stream()
                .map(Finding::sentence))
        .singleElement()
        .asString()
        .contains("the pixels of B08 (10 m) are repeated", "and those of B8A (20 m) are not")
        .endsWith("set `'dataset.bands.optical=[B4,B8A,B08]'`");
  }

  @Test
  void takesBandsInTheirOwnResolutionsAsRight() {
    assertThat(findings(bands("B4", "B8", "B8A"), Kind.SINGLE, Kind.SINGLE, Kind.REPEATED))
        .isEmpty();
  }

  @Test
  void saysNothingOfInterpolatedBandsAndOfBandsWithFewValues() {
    assertThat(findings(bands("B8", "B8A"), Kind.INTERPOLATED, Kind.SINGLE)).isEmpty();
    assertThat(findings(bands("B8", "B8A"), Kind.FEW_VALUES, Kind.SINGLE)).isEmpty();
  }

  @Test
  void saysNothingOfOtherSensors() {
    List<Band> modis = List.of(new Band("B3", 0.469), new Band("B5", 1.24));
    assertThat(findings(modis, Kind.REPEATED, Kind.SINGLE)).isEmpty();
    assertThat(findings(bands("B3", "B5"), Kind.REPEATED, Kind.SINGLE)).hasSize(1);
  }
}
