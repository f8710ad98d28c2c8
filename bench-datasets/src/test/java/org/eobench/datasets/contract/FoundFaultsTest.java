package org.eobench.datasets.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.Image;
import org.eobench.core.dataset.Sample;
import org.eobench.core.dataset.Split;
import org.eobench.core.dataset.contract.Finding;
import org.eobench.core.task.segmentation.LabelMap;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

/**
 * Plants faults in every real set at hand. The table of hits and false alarms in
 * docs/data-checks.md is what this test measures.
 */
class FoundFaultsTest {
  private static final Set<String> ORDER = Set.of("BandOrder", "RedBlueSwapped", "BandLevel");

  @Test
  void theDocumentedHitsAndFalseAlarmsAreTheMeasuredOnes() throws IOException {
    List<String> rows = RealSets.all().stream().map(FoundFaultsTest::row).toList();

    String page = Files.readString(SharedFiles.projectRoot().resolve("docs/data-checks.md"));
    String head = "\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";
    int from = page.indexOf(head) + head.length();
    assertThat(rows).isEqualTo(page.substring(from, page.indexOf("\n\n", from)).lines().toList());
  }

  private static String row(CheckedSet set) {
    List<String> cells = new ArrayList<>();
    cells.add(set.name());
    cells.add(String.valueOf(set.findings().size()));
    CheckedSet whole = withoutBorders(set);
    CheckedSet images = whole.each(sample -> withoutBorders(sample.with(Faults::thinned)));
    int bands = set.bands("optical").size();
    int blue = set.bands("optical").indexOf("B2");
    int red = set.bands("optical").indexOf("B4");
    cells.add(
        hits(
            Stream.of(
                changed(images, image -> Faults.channels(image, Faults.swapped(bands, blue, red)))),
            ORDER));
    cells.add(
        hits(
            IntStream.range(0, bands - 1)
                .mapToObj(band -> Faults.movedToEnd(bands, band))
                .map(order -> changed(images, image -> Faults.channels(image, order))),
            ORDER));
    int broad = set.bands("optical").indexOf("B8");
    int narrow = set.bands("optical").indexOf("B8A");
    boolean exchangeable = broad >= 0 && narrow >= 0 && isWide(set);
    cells.add(
        hits(
            exchangeable
                ? Stream.of(
                    changed(
                        whole,
                        image -> Faults.channels(image, Faults.swapped(bands, broad, narrow))))
                : Stream.of(),
            Set.of("BandResolution")));
    cells.add(
        hits(
            Stream.of(1e-4, 1e4)
                .map(factor -> changed(images, image -> Faults.scaled(image, factor))),
            Set.of("ScaleMismatch")));
    boolean radar = set.spec().bands().containsKey("sar");
    cells.add(
        hits(
            radar ? Stream.of(images.eachImage("sar", Faults::linear)) : Stream.of(),
            Set.of("ScaleMismatch")));
    cells.add(
        hits(Stream.of(changed(images, image -> Faults.zeroed(image, 1))), Set.of("ConstantBand")));
    cells.add(
        hits(
            set.spec().frames() > 1 ? Stream.of(changed(images, Faults::byDate)) : Stream.of(),
            Set.of("DatesAsBands")));
    cells.add(hits(Stream.of(changed(images, Faults::undeclared)), Set.of("NodataAsData")));
    double offset = set.spec().stats("optical").mean().get(0) < 2 ? 0.1 : 1000;
    cells.add(
        hits(
            set.samples().size() > 3
                ? Stream.of(Faults.halfShifted(images, "optical", offset))
                : Stream.of(),
            Set.of("MixedOffsets")));
    boolean labels = set.samples().get(0).sample().target() instanceof LabelMap;
    cells.add(hits(labels ? shifted(set) : Stream.of(), Set.of("LabelsShifted")));
    cells.add(
        hits(
            labels && set.samples().size() > 1
                ? Stream.of(set.each(Faults::transposed))
                : Stream.of(),
            Set.of("LabelsTurned")));
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Points have no neighbours. */
  private static boolean isWide(CheckedSet set) {
    return set.samples().get(0).sample().images().values().iterator().next().width() > 1;
  }

  /** All pixels of one class: faster to check where places of labels do not matter. */
  private static CheckedSet withoutBorders(CheckedSet set) {
    return set.each(FoundFaultsTest::withoutBorders);
  }

  private static Sample withoutBorders(Sample sample) {
    Image image = sample.images().values().iterator().next();
    int[] labels = new int[image.height() * image.width()];
    return sample.target() instanceof LabelMap
        ? sample.with(new LabelMap(labels, image.height(), image.width()))
        : sample;
  }

  private static CheckedSet changed(CheckedSet set, UnaryOperator<Image> change) {
    return set.eachImage("optical", change);
  }

  private static Stream<CheckedSet> shifted(CheckedSet set) {
    return IntStream.range(0, 9)
        .filter(step -> step != 4)
        .mapToObj(
            step ->
                set.each(
                    sample ->
                        Faults.moved(
                            sample, step / 3 - 1, step % 3 - 1, set.spec().ignoreIndex())));
  }

  private static String hits(Stream<CheckedSet> spoilt, Set<String> expected) {
    List<Boolean> hits =
        spoilt.map(set -> set.ids().stream().anyMatch(expected::contains)).toList();
    long found = hits.stream().filter(hit -> hit).count();
    return hits.isEmpty() ? "–" : found + "/" + hits.size();
  }

  @Test
  void aCopyInAnotherSplitIsFoundInEverySet() {
    for (CheckedSet set : List.of(RealSets.euroSat(), RealSets.flood())) {
      assertThat(Faults.copied(set).findings().stream().map(Finding::id))
          .containsExactly("DuplicateAcrossSplits");
    }
  }

  @Test
  void findsWhatIsWrongWithTheFilesThemselves() {
    assertThat(RealSets.hlsAsItIs().ids())
        .as("79 pixels without data are 0, and -1 marks what was not measured; tags say -9999")
        .containsExactly("NodataAsData", "NodataTarget");
    assertThat(RealSets.slovenia(0, 1, 2, 3, 4).ids())
        .as("the five scenes are not stored by date")
        .containsExactly("DatesOutOfOrder");
  }

  @Test
  void namesTheOrderThatFits() {
    CheckedSet flood = RealSets.flood();
    int[] green = Faults.movedToEnd(13, 2);
    assertThat(changed(flood, image -> Faults.channels(image, green)).findings())
        .filteredOn(finding -> finding.id().equals("BandOrder"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.sentence())
                    .contains("the last channel looks like B3, not B12")
                    .endsWith(
                        "set `'dataset.bands.optical="
                            + "[B1,B2,B4,B5,B6,B7,B8,B8A,B9,B10,B11,B12,B3]'`"));
  }

  /** With the statistics of the published data set instead of its own. */
  @Test
  void theFloodChipFitsThePublishedStatisticsAndItsReflectanceDoesNot() {
    CheckedSet chip = RealSets.flood();
    DatasetSpec published = RealSets.sen1Floods11();
    assertThat(chip.with(published).ids()).isEmpty();
    assertThat(changed(chip, image -> Faults.scaled(image, 1e-4)).with(published).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isTrue();
              assertThat(finding.sentence())
                  .contains("the files seem to have fractions of 1")
                  .contains("the statistics are of digital numbers");
            });
    assertThat(chip.samples().get(0).split()).isEqualTo(Split.TRAIN);
  }
}
