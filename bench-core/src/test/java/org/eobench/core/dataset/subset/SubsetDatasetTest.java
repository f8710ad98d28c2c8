package org.eobench.core.dataset.subset;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.Target;
import org.eobench.core.error.BenchException;
import org.eobench.core.task.classification.Classification;
import org.eobench.core.task.classification.ImageClass;
import org.eobench.core.task.multilabel.ImageClasses;
import org.eobench.core.task.multilabel.MultiLabelClassification;
import org.eobench.core.task.regression.ImageRegression;
import org.eobench.core.task.regression.ImageValue;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.core.task.segmentation.Segmentation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubsetDatasetTest {
  private static final List<String> CLASSES = List.of("forest", "field", "lake");

  /** 140 forests, 50 fields, 10 lakes, in this order. */
  private static DrawnData images(boolean indexed) {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      targets.add(new ImageClass(i < 140 ? 0 : i < 190 ? 1 : 2));
    }
    return new DrawnData(Classification.KIND, CLASSES, targets, indexed);
  }

  private static SubsetConfig fraction(double share, SubsetStrategy strategy) {
    return new SubsetConfig(share, null, strategy, null, List.of("train"), null);
  }

  private static SubsetConfig shots(int k) {
    return new SubsetConfig(null, k, null, null, List.of("train"), null);
  }

  private static SubsetDataset draw(EoDataset data, SubsetConfig config, long seed) {
    return (SubsetDataset) SubsetDataset.of(data, config, seed);
  }

  private static List<String> ids(EoDataset data) {
    return data.samples(Split.TRAIN).stream().map(SampleRef::id).toList();
  }

  private static Map<Integer, Integer> counts(DrawnData all, EoDataset subset) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (SampleRef ref : subset.samples(Split.TRAIN)) {
      counts.merge(((ImageClass) all.target(ref)).label(), 1, Integer::sum);
    }
    return counts;
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM", "STRATIFIED", "BALANCED"})
  void aSmallerSubsetIsPartOfEachLargerOneOfTheSameSeed(SubsetStrategy strategy) {
    DrawnData data = images(true);
    Set<String> before = Set.of();
    for (double share : new double[] {0.01, 0.02, 0.05, 0.1, 0.35, 0.5, 1}) {
      List<String> now = ids(draw(data, fraction(share, strategy), 7));
      assertThat(now).hasSize((int) Math.round(200 * share)).doesNotHaveDuplicates();
      assertThat(now).containsAll(before);
      before = new HashSet<>(now);
    }
    assertThat(ids(draw(data, fraction(0.1, strategy), 7)))
        .isEqualTo(ids(draw(images(false), fraction(0.1, strategy), 7)))
        .isNotEqualTo(ids(draw(data, fraction(0.1, strategy), 8)));
  }

  @Test
  void keepsTheOrderOfTheDataSetAndTheOtherSplits() {
    DrawnData data = images(true);
    SubsetDataset subset = draw(data, fraction(0.2, SubsetStrategy.RANDOM), 7);
    assertThat(ids(subset)).isSubsetOf(ids(data));
    List<Integer> places = ids(subset).stream().map(ids(data)::indexOf).toList();
    assertThat(places).isSorted();
    assertThat(subset.samples(Split.VAL)).isEqualTo(data.samples(Split.VAL));
    assertThat(subset.samples(Split.TEST)).isEqualTo(data.samples(Split.TEST));
    SubsetDataset both =
        draw(
            data,
            new SubsetConfig(0.2, null, SubsetStrategy.RANDOM, null, List.of("train", "val"), null),
            7);
    assertThat(both.samples(Split.VAL)).hasSize(40);
    assertThat(both.samples(Split.TEST)).hasSize(200);
  }

  @Test
  void readsLabelsOnlyWhereTheyAreNeededAndNotKnown() {
    DrawnData read = images(false);
    draw(read, fraction(0.1, SubsetStrategy.RANDOM), 7);
    assertThat(read.read).isEmpty();
    SubsetIndex index = draw(read, fraction(0.1, SubsetStrategy.STRATIFIED), 7).index();
    assertThat(read.read).hasSize(200);
    assertThat(requireNonNull(index.drawn()).labelsRead()).isEqualTo(200);
    DrawnData known = images(true);
    index = draw(known, shots(3), 7).index();
    assertThat(known.read).isEmpty();
    assertThat(requireNonNull(index.drawn()).labelsRead()).isZero();
  }

  @Test
  void aStratifiedSubsetKeepsTheSharesOfTheClasses() {
    DrawnData data = images(true);
    for (long seed = 0; seed < 20; seed++) {
      Map<Integer, Integer> counts =
          counts(data, draw(data, fraction(0.1, SubsetStrategy.STRATIFIED), seed));
      assertThat(counts.get(0)).isBetween(13, 15);
      assertThat(counts.get(1)).isBetween(4, 6);
      assertThat(counts.get(2)).isBetween(1, 2);
    }
  }

  /** Maps of ten pixels; the shares of each class are in the bins of a third each. */
  @Test
  void pangaeasStrategiesDrawByBinsOfTheShares() {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      int fields = i < 20 ? 2 : i < 29 ? 5 : 10;
      int[] labels = new int[10];
      Arrays.fill(labels, 0, fields, 1);
      targets.add(new LabelMap(labels, 2, 5));
    }
    // 0.8 and 0.2 are in the bins 2 and 0, 0.5 and 0.5 in 1 and 1; 0 and 1 in -1 and 2.
    assertThat(names(targets, 3)).containsExactlyInAnyOrder("20-1", "11-1", "-12-1");
    DrawnData data = new DrawnData(Segmentation.KIND, CLASSES, targets, true);
    List<Integer> drawn =
        ids(draw(data, fraction(0.1, SubsetStrategy.PANGAEA_STRATIFIED), 7)).stream()
            .map(ids(data)::indexOf)
            .toList();
    assertThat(drawn.stream().map(i -> i < 20 ? 0 : i < 29 ? 1 : 2).toList())
        .as("a tenth of 20, and at least one of 9 and of 1")
        .containsExactly(0, 0, 1, 2);
    assertThat(ids(draw(data, fraction(0.3, SubsetStrategy.PANGAEA_OVERSAMPLED), 7)))
        .as("-12-1 comes before 11-1")
        .containsExactlyElementsOf(
            Stream.concat(ids(data).subList(20, 28).stream(), ids(data).subList(29, 30).stream())
                .toList());
    assertThatThrownBy(
            () -> draw(images(true), fraction(0.1, SubsetStrategy.PANGAEA_STRATIFIED), 7))
        .hasMessageContaining("[Bench/NoMaps]")
        .hasMessageContaining("strategy=stratified");
  }

  private static Set<String> names(List<Target> targets, int bins) {
    DrawnData data = new DrawnData(Segmentation.KIND, CLASSES, targets, true);
    return new HashSet<>(
        PangaeaBins.ofClasses(
                targets.stream().map(target -> TargetProfile.of(target, data.spec())).toList(),
                bins)
            .names());
  }

  /** As NumPy's digitize, whose largest value is behind the last bin. */
  @Test
  void pangaeasBinsOfValuesLeaveOutTheLargest() {
    List<TargetProfile> profiles =
        Stream.of(0.0, 1.0, 2.0, 3.0, 5.9, 6.0)
            .map(value -> new TargetProfile(List.of(), value))
            .toList();
    assertThat(PangaeaBins.ofValues(profiles, 3).names())
        .containsExactly("0", "0", "1", "1", "2", null);
  }

  @Test
  void aBalancedSubsetHasEquallyManyOfEachClassAndSaysWhereItCannot() {
    DrawnData data = images(true);
    SubsetDataset fits = draw(data, fraction(0.15, SubsetStrategy.BALANCED), 7);
    assertThat(counts(data, fits)).isEqualTo(Map.of(0, 10, 1, 10, 2, 10));
    assertThat(fits.warnings()).isEmpty();
    SubsetDataset short1 = draw(data, fraction(0.25, SubsetStrategy.BALANCED), 7);
    assertThat(counts(data, short1)).isEqualTo(Map.of(0, 20, 1, 20, 2, 10));
    assertThat(short1.warnings())
        .containsExactly(
            "the subset of train is not balanced: all samples are taken of lake 10, others have up"
                + " to 20");
  }

  @Test
  void drawsSomeSamplesOfEachClass() {
    DrawnData data = images(true);
    assertThat(counts(data, draw(data, shots(5), 7))).isEqualTo(Map.of(0, 5, 1, 5, 2, 5));
    assertThat(ids(draw(data, shots(5), 7))).containsAll(ids(draw(data, shots(1), 7)));
    SubsetDataset many = draw(data, shots(12), 7);
    assertThat(counts(data, many)).isEqualTo(Map.of(0, 12, 1, 12, 2, 10));
    assertThat(many.warnings()).singleElement().asString().contains("lake 10");
    assertThat(many.index().text()).startsWith("k_shot=12: 34 of 200 train (");
  }

  @Test
  void countsAnImageWithSeveralLabelsForEachOfThem() {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      targets.add(new ImageClasses(new boolean[] {true, i % 2 == 0, i % 20 == 0}, true));
    }
    DrawnData data = new DrawnData(MultiLabelClassification.KIND, CLASSES, targets, true);
    SubsetDataset subset = draw(data, shots(2), 7);
    Map<String, Integer> classes = requireNonNull(subset.index().splits().get("train")).classes();
    assertThat(requireNonNull(classes)).containsEntry("lake", 2).containsEntry("field", 2);
    // Both lakes lie among fields, so that two images have two of each class.
    assertThat(ids(subset)).hasSize(2);
  }

  @Test
  void stratifiesMapsByTheirRarestClass() {
    // Nine tiles of ten are forest; every tenth has some lake.
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int[] labels = new int[100];
      if (i % 10 == 0) {
        IntStream.range(0, 5).forEach(p -> labels[p] = 2);
      }
      labels[99] = -1;
      targets.add(new LabelMap(labels, 10, 10));
    }
    DrawnData data = new DrawnData(Segmentation.KIND, CLASSES, targets, false);
    for (long seed = 0; seed < 10; seed++) {
      SubsetDataset subset = draw(data, fraction(0.2, SubsetStrategy.STRATIFIED), seed);
      Map<String, Integer> classes = requireNonNull(subset.index().splits().get("train")).classes();
      assertThat(classes).isEqualTo(Map.of("forest", 20, "field", 0, "lake", 2));
      assertThat(subset.warnings()).as("fields are nowhere").isEmpty();
    }
    SubsetDataset one = draw(data, fraction(0.01, SubsetStrategy.STRATIFIED), 7);
    assertThat(ids(one)).hasSize(1);
  }

  @Test
  void saysWhichClassesASubsetLacks() {
    DrawnData data = images(true);
    SubsetDataset one = draw(data, fraction(0.005, SubsetStrategy.STRATIFIED), 7);
    assertThat(one.warnings())
        .singleElement()
        .asString()
        .matches("the subset of train has no sample of \\w+, \\w+, which the whole split has");
  }

  @Test
  void stratifiesAndBalancesMeasuredValues() {
    List<ImageValue> values =
        IntStream.range(0, 100)
            .mapToObj(i -> new ImageValue(i == 99 ? Float.NaN : (float) Math.exp(i / 10.0)))
            .toList();
    DrawnData data = new DrawnData(ImageRegression.KIND, List.of("biomass"), values, true);
    List<String> tenths = ids(draw(data, fraction(0.1, SubsetStrategy.STRATIFIED), 7));
    long high = tenths.stream().filter(id -> Integer.parseInt(id.substring(6)) >= 50).count();
    assertThat(high).isBetween(4L, 6L);
    List<String> balanced = ids(draw(data, fraction(0.1, SubsetStrategy.BALANCED), 7));
    high = balanced.stream().filter(id -> Integer.parseInt(id.substring(6)) >= 75).count();
    assertThat(high).as("nine of ten parts of the range are above the 75th value").isEqualTo(9);
    assertThatThrownBy(() -> draw(data, shots(2), 7))
        .hasMessageContaining("[Bench/NoClasses]")
        .hasMessageContaining("dataset.subset.fraction=0.1");
  }

  @Test
  void refusesLabelsThatAreNoClass() {
    DrawnData data = new DrawnData(Classification.KIND, CLASSES, List.of(new ImageClass(3)), true);
    assertThatThrownBy(() -> draw(data, shots(1), 7)).isInstanceOf(BenchException.class);
  }

  @Test
  void returnsTheDataSetItselfWhereNothingIsReduced() {
    DrawnData data = images(true);
    assertThat(SubsetDataset.of(data, SubsetConfig.ALL, 7)).isSameAs(data);
  }

  @Test
  void refusesKeysThatContradictEachOther() {
    assertThatThrownBy(() -> fraction(0, SubsetStrategy.RANDOM)).hasMessageContaining("fraction=0");
    assertThatThrownBy(() -> fraction(1.1, SubsetStrategy.RANDOM))
        .hasMessageContaining("at most 1");
    assertThatThrownBy(() -> config(0.1, 5, null, null, null)).hasMessageContaining("exclude");
    assertThatThrownBy(() -> config(0.1, null, null, null, Path.of("a")))
        .hasMessageContaining("index");
    assertThatThrownBy(() -> config(null, null, SubsetStrategy.RANDOM, null, null))
        .hasMessageContaining("strategy is of no use");
    assertThatThrownBy(() -> config(null, null, null, 3L, Path.of("a")))
        .hasMessageContaining("seed is");
    assertThatThrownBy(() -> config(null, 2, SubsetStrategy.RANDOM, null, null))
        .hasMessageContaining("strategy=random must be balanced");
    assertThatThrownBy(
            () -> new SubsetConfig(0.1, null, null, null, List.of("train", "test"), null))
        .hasMessageContaining("the test split stays whole");
  }

  private static SubsetConfig config(
      @Nullable Double fraction,
      @Nullable Integer kShot,
      @Nullable SubsetStrategy strategy,
      @Nullable Long seed,
      @Nullable Path index) {
    return new SubsetConfig(fraction, kShot, strategy, seed, List.of("train"), index);
  }
}
