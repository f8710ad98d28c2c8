package org.eobench.core.dataset;

import static java.lang.Float.NaN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.MissingPixels.Extent;
import org.eobench.core.dataset.MissingPixels.Rule;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.regression.ValueMap;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.junit.jupiter.api.Test;

class MaskedDatasetTest {
  private static final SampleRef REF = new SampleRef("chip", List.of());
  private static final Map<String, List<String>> OPTICAL = Map.of("optical", List.of("B2"));

  private final List<Map<String, List<String>>> asked = new ArrayList<>();
  private final Map<String, float[]> values =
      new LinkedHashMap<>(
          Map.of(
              "B2", new float[] {1, NaN, NaN},
              "B3", new float[] {1, 2, NaN},
              "VV", new float[] {1, NaN, NaN}));

  /** Two bands of optical and one of radar, of three pixels. */
  private EoDataset dataset(Target target, MissingPixels missing) {
    Map<String, List<Band>> bands = new LinkedHashMap<>();
    bands.put("optical", List.of(new Band("B2", null), new Band("B3", null)));
    bands.put("sar", List.of(new Band("VV", null)));
    DatasetSpec spec =
        new DatasetSpec(
            "d",
            1,
            Segmentation.KIND,
            Quantity.PLAIN,
            bands,
            Map.of(),
            List.of("a", "b"),
            255,
            List.of(),
            0,
            1,
            "",
            "",
            missing);
    return new EoDataset() {
      @Override
      public DatasetSpec spec() {
        return spec;
      }

      @Override
      public List<SampleRef> samples(Split split) {
        return List.of(REF);
      }

      @Override
      public Sample read(SampleRef ref, Map<String, List<String>> wanted) {
        asked.add(wanted);
        Map<String, Image> images = new LinkedHashMap<>();
        wanted.forEach(
            (modality, names) -> {
              float[] data = new float[names.size() * 3];
              for (int c = 0; c < names.size(); c++) {
                float[] band = Objects.requireNonNull(values.get(names.get(c)));
                System.arraycopy(band, 0, data, c * 3, 3);
              }
              images.put(modality, new Image(data, names.size(), 1, 1, 3));
            });
        return new Sample(images, target, ref);
      }
    };
  }

  @Test
  void ignoresTheLabelOfAPixelThatNoBandOfTheMainModalityHasDataFor() {
    LabelMap labels = new LabelMap(new int[] {0, 1, 1}, 1, 3);
    EoDataset masked = new MaskedDataset(dataset(labels, MissingPixels.IGNORED));

    Sample sample = masked.read(REF, OPTICAL);

    // B2 has none at pixel 1 either, but B3 does: the same pixels count for every encoder.
    assertThat(LabelMap.of(sample).labels()).containsExactly(0, 1, 255);
    assertThat(labels.labels()).as("the reader's own").containsExactly(0, 1, 1);
    assertThat(sample.images().keySet()).containsExactly("optical");
    assertThat(asked).hasSize(2);
  }

  private int[] labels(MissingPixels.Extent extent, Map<String, List<String>> wanted) {
    LabelMap labels = new LabelMap(new int[] {0, 1, 1}, 1, 3);
    MissingPixels missing = new MissingPixels(Rule.IGNORE, extent, Map.of());
    return LabelMap.of(new MaskedDataset(dataset(labels, missing)).read(REF, wanted)).labels();
  }

  @Test
  void theKeySaysWhichBandsMustLackData() {
    values.put("VV", new float[] {NaN, 1, 1});
    for (Map<String, List<String>> wanted :
        List.of(
            OPTICAL,
            Map.of("sar", List.of("VV")),
            Map.of("optical", List.of("B2", "B3"), "sar", List.of("VV")))) {
      assertThat(labels(Extent.MAIN, wanted)).as("main, %s", wanted).containsExactly(0, 1, 255);
      assertThat(labels(Extent.ALL, wanted)).as("all, %s", wanted).containsExactly(0, 1, 1);
      assertThat(labels(Extent.ANY, wanted)).as("any, %s", wanted).containsExactly(255, 255, 255);
    }
  }

  @Test
  void readsOnlyTheMainModalityToKnowWhichPixelsCount() {
    labels(Extent.MAIN, Map.of("sar", List.of("VV")));
    assertThat(asked)
        .containsExactly(Map.of("sar", List.of("VV")), Map.of("optical", List.of("B2", "B3")));
  }

  @Test
  void fillsEachBandWithItsOwnValue() {
    MissingPixels fill =
        new MissingPixels(
            Rule.FILL, Map.of("optical", new MissingPixels.Fill(null, Map.of("B3", 5.0))));
    Sample sample =
        new MaskedDataset(dataset(new LabelMap(new int[] {0, 1, 1}, 1, 3), fill))
            .read(REF, Map.of("optical", List.of("B3", "B2")));
    assertThat(Objects.requireNonNull(sample.images().get("optical")).data())
        .containsExactly(1, 2, 5, 1, 0, 0);
  }

  @Test
  void readsNothingElseWhereThereIsDataEverywhere() {
    LabelMap labels = new LabelMap(new int[] {0, 1, 1}, 1, 3);
    EoDataset masked = new MaskedDataset(dataset(labels, MissingPixels.IGNORED));
    values.put("B2", new float[] {1, 2, 3});

    Sample sample = masked.read(REF, OPTICAL);

    assertThat(LabelMap.of(sample).labels()).containsExactly(0, 1, 1);
    assertThat(asked).hasSize(1);
  }

  @Test
  void takesTheClassesOfAnImageAwayThatIsEmptyAsAWhole() {
    boolean[] shown = {true, false};
    for (String band : List.copyOf(values.keySet())) {
      values.put(band, new float[] {NaN, NaN, NaN});
    }
    Target one =
        new MaskedDataset(dataset(new ImageClass(1), MissingPixels.IGNORED))
            .read(REF, OPTICAL)
            .target();
    Target many =
        new MaskedDataset(dataset(new ImageClasses(shown), MissingPixels.IGNORED))
            .read(REF, OPTICAL)
            .target();
    assertThat(one).isEqualTo(new ImageClass(255));
    assertThat(((ImageClasses) many).counts()).isFalse();
    values.put("B3", new float[] {NaN, NaN, 1});
    many =
        new MaskedDataset(dataset(new ImageClasses(shown), MissingPixels.IGNORED))
            .read(REF, OPTICAL)
            .target();
    assertThat(((ImageClasses) many).counts()).isTrue();
  }

  @Test
  void takesAMeasuredValueAwayWhereNoImageHasData() {
    ValueMap target = new ValueMap(new float[] {1, 2, 3}, 1, 3);

    Sample sample = new MaskedDataset(dataset(target, MissingPixels.IGNORED)).read(REF, OPTICAL);

    assertThat(((ValueMap) sample.target()).values()).containsExactly(1, 2, NaN);
  }

  @Test
  void fillsOnReadingAndCountsEveryPixelWhereTheProtocolSaysSo() {
    LabelMap labels = new LabelMap(new int[] {0, 1, 1}, 1, 3);
    MissingPixels fill = new MissingPixels(Rule.FILL, Map.of("optical", MissingPixels.Fill.of(7)));
    EoDataset masked = new MaskedDataset(dataset(labels, fill));

    Sample sample = masked.read(REF, Map.of("optical", List.of("B2"), "sar", List.of("VV")));

    assertThat(Objects.requireNonNull(sample.images().get("optical")).data())
        .containsExactly(1, 7, 7);
    assertThat(Objects.requireNonNull(sample.images().get("sar")).data()).containsExactly(1, 0, 0);
    assertThat(LabelMap.of(sample).labels()).containsExactly(0, 1, 1);
  }
}
