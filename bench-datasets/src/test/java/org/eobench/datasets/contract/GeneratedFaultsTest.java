package org.eobench.datasets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.dataset.Band;
import org.eobench.core.dataset.BandStats;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.contract.Finding;
import org.eobench.core.error.Problem;
import org.eobench.core.loader.SampleCheck;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.datasets.ConfigFiles;
import org.eobench.datasets.quickstart.Quickstart;
import org.eobench.datasets.quickstart.QuickstartConfig;
import org.eobench.datasets.quickstart.QuickstartKind;
import org.eobench.testing.DatasetContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants every kind of fault in generated chips, which are clean otherwise. */
class GeneratedFaultsTest {
  private static final String OPTICAL = "optical";

  @TempDir static Path cache;

  private static final Map<QuickstartKind, CheckedSet> MADE = new EnumMap<>(QuickstartKind.class);

  private static CheckedSet chips(QuickstartKind kind) {
    return MADE.computeIfAbsent(kind, GeneratedFaultsTest::made);
  }

  private static CheckedSet made(QuickstartKind kind) {
    QuickstartConfig config =
        ConfigFiles.bind(
            kind.key(),
            QuickstartConfig.class,
            text ->
                text.replaceFirst("img_size: \\d+", "img_size: 64")
                    .replaceFirst("training_chips: \\d+", "training_chips: 10")
                    .replaceFirst("test_chips: \\d+", "test_chips: 5"));
    EoDataset dataset = new Quickstart(kind).open(config, DatasetContexts.of(cache));
    Map<String, List<String>> bands = new LinkedHashMap<>();
    dataset
        .spec()
        .bands()
        .forEach((modality, list) -> bands.put(modality, list.stream().map(Band::name).toList()));
    List<CheckedSet.Placed> samples = new ArrayList<>();
    for (Split split : Split.values()) {
      for (SampleRef ref : dataset.samples(split)) {
        samples.add(new CheckedSet.Placed(split, dataset.read(ref, bands)));
      }
    }
    return new CheckedSet(kind.key(), dataset.spec(), samples);
  }

  private static CheckedSet chips() {
    return chips(QuickstartKind.SEGMENTATION);
  }

  private static List<String> ids(UnaryOperator<Image> fault) {
    return chips().eachImage(OPTICAL, fault).ids();
  }

  @Test
  void staysSilentOnCleanSetsOfEveryKind() {
    for (QuickstartKind kind : QuickstartKind.values()) {
      assertThat(chips(kind).findings()).as(kind.key()).isEmpty();
    }
  }

  @Test
  void findsBlueAndRedSwappedAndNamesTheRightOrder() {
    CheckedSet set = chips().eachImage(OPTICAL, image -> Faults.channels(image, 2, 1, 0, 3, 4, 5));
    assertThat(set.findings())
        .filteredOn(finding -> finding.id().equals("RedBlueSwapped"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isFalse();
              assertThat(finding.confidence()).isBetween(0.8, 0.99);
              assertThat(finding.sentence())
                  .endsWith("set `'dataset.bands.optical=[B4,B3,B2,B8A,B11,B12]'`");
            });
  }

  @Test
  void findsABandAtTheEnd() {
    for (int band = 0; band < 5; band++) {
      int[] order = Faults.movedToEnd(6, band);
      assertThat(ids(image -> Faults.channels(image, order)))
          .as("band %d at the end", band)
          .containsAnyOf("BandOrder", "BandLevel", "RedBlueSwapped");
    }
  }

  @Test
  void valuesOfAnotherScaleThanTheStatisticsStopARun() {
    assertThat(chips().eachImage(OPTICAL, image -> Faults.scaled(image, 1e4)).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.id()).isEqualTo("ScaleMismatch");
              assertThat(finding.isError()).isTrue();
              assertThat(finding.told().render())
                  .contains("the files seem to have digital numbers")
                  .contains("the statistics are of fractions of 1")
                  .contains("`data_check=warn` lets the run start");
            });
  }

  @Test
  void findsDecibelsAgainstLinearPower() {
    CheckedSet set = chips();
    List<Double> linear = List.of(0.05, 0.05, 0.05, 0.05, 0.05, 0.05);
    BandStats stats = new BandStats(linear, linear, List.of(), List.of());
    CheckedSet decibels =
        set.eachImage(OPTICAL, GeneratedFaultsTest::decibels).with(with(set.spec(), stats));
    assertThat(decibels.ids()).contains("ScaleMismatch");
  }

  private static Image decibels(Image image) {
    float[] data = image.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (10 * Math.log10(data[i]));
    }
    return Faults.like(image, data);
  }

  private static DatasetSpec with(DatasetSpec spec, BandStats stats) {
    return copy(spec, Map.of(OPTICAL, stats), spec.classes(), spec.ignoreIndex());
  }

  private static DatasetSpec copy(
      DatasetSpec spec, Map<String, BandStats> stats, List<String> classes, int ignoreIndex) {
    return new DatasetSpec(
        spec.name(),
        spec.version(),
        spec.task(),
        spec.quantity(),
        spec.bands(),
        stats,
        classes,
        ignoreIndex,
        List.of(),
        spec.imgSize(),
        spec.frames(),
        "",
        "");
  }

  @Test
  void findsABandOfZerosAndABandStackedTwice() {
    assertThat(ids(image -> Faults.zeroed(image, 4))).contains("ConstantBand");
    assertThat(ids(image -> Faults.channels(image, 0, 1, 2, 3, 4, 4))).contains("DuplicateBand");
  }

  @Test
  void findsDatesReadAsBands() {
    assertThat(chips(QuickstartKind.CHANGE).eachImage(OPTICAL, Faults::byDate).findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.id()).isEqualTo("DatesAsBands");
              assertThat(finding.isError()).isFalse();
            });
  }

  @Test
  void findsDatesOutOfOrder() {
    CheckedSet change = chips(QuickstartKind.CHANGE);
    CheckedSet back =
        change.each(
            sample -> {
              List<LocalDateTime> dates = sample.acquisition().dates();
              return sample.with(new Acquisition(List.of(dates.get(1), dates.get(0)), null, null));
            });
    assertThat(back.ids()).containsExactly("DatesOutOfOrder");
  }

  @Test
  void findsANodataValueThatIsUsedAsData() {
    assertThat(ids(Faults::undeclared)).contains("NodataAsData");
    assertThat(
            ids(
                image -> {
                  float[] data = Faults.undeclared(image).data();
                  for (int i = 0; i < data.length; i++) {
                    data[i] = data[i] == -9999 ? 0 : data[i];
                  }
                  return Faults.like(image, data);
                }))
        .contains("ZerosAsData");
  }

  @Test
  void findsTheOffsetOfSentinel2InHalfTheFiles() {
    assertThat(Faults.halfShifted(chips(), OPTICAL, 0.1).ids()).contains("MixedOffsets");
  }

  @Test
  void findsACopyInAnotherSplit() {
    assertThat(Faults.copied(chips()).findings().stream().map(Finding::id))
        .contains("DuplicateAcrossSplits");
  }

  @Test
  void findsTestChipsThatTouchOrOverlapTrainingChips() {
    CheckedSet set = chips();
    Footprint first =
        java.util.Objects.requireNonNull(set.samples().get(0).sample().acquisition().footprint());
    double side = first.east() - first.west();
    assertThat(touching(set, first, side).findings().stream().map(Finding::sentence))
        .singleElement()
        .asString()
        .startsWith("1 of 5 test samples touch training samples on the ground (0 m apart)");
    assertThat(touching(set, first, side / 2).findings().stream().map(Finding::sentence))
        .singleElement()
        .asString()
        .startsWith("1 of 5 test samples overlap or touch training samples");
    assertThat(touching(set, first, -2 * side).findings()).isEmpty();
  }

  /** The first test chip so many metres south of the first training chip. */
  private static CheckedSet touching(CheckedSet set, Footprint chip, double south) {
    Footprint place =
        new Footprint(
            chip.system(),
            false,
            chip.west(),
            chip.south() - south,
            chip.east(),
            chip.north() - south);
    List<CheckedSet.Placed> samples = new ArrayList<>(set.samples());
    for (int i = 0; i < samples.size(); i++) {
      if (samples.get(i).split() == Split.TEST) {
        Acquisition moved = new Acquisition(List.of(), null, null, place);
        samples.set(i, new CheckedSet.Placed(Split.TEST, samples.get(i).sample().with(moved)));
        return set.with(samples);
      }
    }
    throw new IllegalStateException("no test chip");
  }

  @Test
  void findsMasksThatAreShiftedTransposedOrMirrored() {
    for (int[] step : new int[][] {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 1}}) {
      assertThat(chips().each(sample -> Faults.moved(sample, step[0], step[1], -1)).findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.id()).isEqualTo("LabelsShifted");
                assertThat(finding.sentence()).contains(back(step));
              });
    }
    assertThat(chips().each(Faults::transposed).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.sentence()).contains("if they are transposed"));
  }

  private static String back(int[] step) {
    String rows = step[0] == 0 ? "" : "1 pixel " + (step[0] > 0 ? "up" : "down");
    String columns = step[1] == 0 ? "" : "1 pixel " + (step[1] > 0 ? "left" : "right");
    return rows + (rows.isEmpty() || columns.isEmpty() ? "" : " and ") + columns;
  }

  @Test
  void minusOneIsNoClassAndAClassNamedUnknownShouldNotCount() {
    CheckedSet set = chips();
    DatasetSpec counted = copy(set.spec(), set.spec().stats(), set.spec().classes(), 255);
    List<Problem> problems = new ArrayList<>();
    set.samples()
        .forEach(placed -> problems.addAll(new SampleCheck(counted).problems(placed.sample())));
    assertThat(problems).isNotEmpty().allMatch(problem -> problem.what().contains("-1"));

    List<String> names = List.of("No data", "Not burned", "Burn scar");
    CheckedSet shifted =
        set.each(
                sample -> {
                  LabelMap map = LabelMap.of(sample);
                  int[] labels = map.labels().clone();
                  for (int i = 0; i < labels.length; i++) {
                    labels[i]++;
                  }
                  return sample.with(new LabelMap(labels, map.height(), map.width()));
                })
            .with(copy(set.spec(), set.spec().stats(), names, -1));
    assertThat(shifted.findings())
        .anySatisfy(
            finding ->
                assertThat(finding.sentence())
                    .contains("the class No data (0) is trained and scored")
                    .endsWith("set `dataset.ignore_index=0`"));
  }
}
