package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.contract.DataContract;
import org.eobench.core.dataset.contract.Finding;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.run.survey.SampleSurvey;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.testing.MemoryDataset;
import org.junit.jupiter.api.Test;

/** What a survey says of the data: shares of each split, pixels without data, classes. */
class SurveyTest {
  private static final float NAN = Float.NaN;

  /** Samples of two pixels, by id, that begin with the key of their split. */
  private record Chips(Map<String, float[]> sar, Map<String, int[]> labels) implements EoDataset {
    @Override
    public DatasetSpec spec() {
      return MemoryDataset.spec(Map.of("sar", List.of("VV")), Map.of("sar", BandStats.UNKNOWN));
    }

    @Override
    public List<SampleRef> samples(Split split) {
      return labels.keySet().stream()
          .filter(id -> id.startsWith(split.key()))
          .sorted()
          .map(id -> new SampleRef(id, List.of()))
          .toList();
    }

    @Override
    public Sample read(SampleRef ref, Map<String, List<String>> bands) {
      assertThat(bands)
          .isEqualTo(
              Map.of(
                  "sar",
                  Objects.requireNonNull(spec().bands().get("sar")).stream()
                      .map(Band::name)
                      .toList()));
      return new Sample(
          Map.of("sar", new Image(Objects.requireNonNull(sar.get(ref.id())), 1, 1, 1, 2)),
          new LabelMap(Objects.requireNonNull(labels.get(ref.id())), 1, 2),
          ref);
    }
  }

  private static SampleSurvey survey(Chips chips, Problems problems) {
    SampleSurvey survey =
        new SampleSurvey(new MaskedDataset(chips), new DataContract(chips.spec(), true));
    survey.read(problems, ProgressListener.silent());
    return survey;
  }

  @Test
  void namesImagesThatHoldNoDataAndTheShareOfItByModality() {
    Problems problems = new Problems();
    SampleSurvey survey =
        survey(
            new Chips(
                Map.of(
                    "train0", new float[] {1, 2},
                    "train1", new float[] {NAN, NAN},
                    "val0", new float[] {1, NAN},
                    "test0", new float[] {1, 2}),
                Map.of(
                    "train0", new int[] {0, 1},
                    "train1", new int[] {0, 1},
                    "val0", new int[] {0, 1},
                    "test0", new int[] {0, 1})),
            problems);

    assertThat(problems.isEmpty()).isTrue();
    assertThat(survey.summary())
        .contains("train: labels: soil 50.00 %, water 50.00 %, cloud 0.00 %; ignored 50.00 %")
        .contains("samples without a valid target: 1")
        .contains("val: labels: soil 100.00 %")
        .contains("without data: sar 37.50 %");
    assertThat(survey.warnings())
        .contains("1 sar image of train holds no data at all: train1")
        .contains(
            "the class water of test does not occur in val: the best checkpoint is chosen"
                + " without it");
  }

  @Test
  void warnsOfANumberThatUsuallyStandsForNoDataAndIsNotDeclared() {
    Problems problems = new Problems();
    Map<String, float[]> radar =
        Map.of(
            "train0", new float[] {-9999, 2},
            "val0", new float[] {-12.5f, -Float.MAX_VALUE},
            "test0", new float[] {NAN, -9998});
    Map<String, int[]> labels =
        Map.of("train0", new int[] {0, 1}, "val0", new int[] {0, 1}, "test0", new int[] {0, 1});

    Chips chips = new Chips(radar, labels);
    DataContract contract = new DataContract(chips.spec(), true);
    new SampleSurvey(new MaskedDataset(chips), contract).read(problems, ProgressListener.silent());

    assertThat(problems.isEmpty()).isTrue();
    assertThat(contract.findings().stream().map(Finding::sentence))
        .filteredOn(line -> line.contains("used as data"))
        .hasSize(2)
        .anyMatch(
            line ->
                line.startsWith("16.67 % of the values of sar are -9999 and are used as data")
                    && line.endsWith("`+dataset.nodata.sar=-9999`"))
        .anyMatch(line -> line.endsWith("`+dataset.nodata.sar=-3.4028235E+38`"));
  }

  @Test
  void refusesASplitOfWhichNoImageHoldsData() {
    Problems problems = new Problems();
    survey(
        new Chips(
            Map.of(
                "train0", new float[] {NAN, NAN},
                "val0", new float[] {1, 2},
                "test0", new float[] {1, 2}),
            Map.of(
                "train0", new int[] {0, 1},
                "val0", new int[] {0, 1},
                "test0", new int[] {0, 1})),
        problems);

    assertThat(problems.list()).extracting(Problem::id).containsExactly("NoData");
    assertThat(problems.list().get(0).what()).contains("no image of the split train contains data");
  }

  @Test
  void warnsOfClassesThatAreTestedAndNeverTrained() {
    SampleSurvey survey =
        survey(
            new Chips(
                Map.of(
                    "train0", new float[] {1, 2},
                    "val0", new float[] {1, 2},
                    "test0", new float[] {1, 2}),
                Map.of(
                    "train0", new int[] {0, 0},
                    "val0", new int[] {1, 2},
                    "test0", new int[] {1, 2})),
            new Problems());

    assertThat(survey.warnings())
        .containsExactly(
            "the classes [water, cloud] of test do not occur in train: no model can learn them");
  }
}
