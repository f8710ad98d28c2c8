package org.eobench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Footprint;
import org.eobench.core.outcome.TestSamples;
import org.eobench.core.outcome.TestSamplesFile;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.report.runs.RunFolders;
import org.eobench.report.runs.StoredRun;
import org.eobench.testing.runs.SyntheticRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleRunsTest {
  private static final TaskMetrics METRICS = task -> SegmentationScoring.METRICS;

  @TempDir private Path folder;

  @Test
  void samplesThatTouchAreDrawnTogether() throws IOException {
    Path run = encoder("dofa_tiny").write(folder);
    Cell alone = cell(table());
    assertThat(alone.basis()).isEqualTo(Basis.SAMPLES);

    twice(run, true);
    Cell touching = cell(table());
    assertThat(touching.basis()).isEqualTo(Basis.BLOCKS);
    assertThat(touching.low()).isEqualTo(alone.low());
    assertThat(touching.high()).isEqualTo(alone.high());
    assertThat(table().limits()).anyMatch(line -> line.contains("over spatial blocks"));

    twice(run, false);
    Cell apart = cell(table());
    assertThat(apart.basis()).isEqualTo(Basis.SAMPLES);
    assertThat(apart.high() - apart.low()).isLessThan(0.8 * (alone.high() - alone.low()));
  }

  @Test
  void aScoreThatIsNotThatOfTheCountsHasNoInterval() throws IOException {
    Path file = encoder("dofa_tiny").write(folder).resolve("run.json");
    String record = Files.readString(file);
    Files.writeString(file, record.replaceFirst("\"mIoU\" : 0\\.[0-9]+", "\"mIoU\" : 0.123"));
    assertThat(cell(table()).mean()).isEqualTo(0.123);
    assertThat(cell(table()).basis()).isEqualTo(Basis.NONE);
    assertThat(table().limits()).anyMatch(line -> line.contains("counts do not give the score"));
  }

  @Test
  void lettersOfSingleRunsComeFromPairedTests() {
    encoder("good").quality(0.9).write(folder);
    encoder("bad").quality(0.4).write(folder);
    encoder("worse").quality(0.4).edited("again").write(folder);
    ReportTable table = table();
    assertThat(table.methods())
        .extracting(row -> row.cell(0).orElseThrow().letters())
        .containsExactly("a", "b", "b");
    assertThat(table.limits()).anyMatch(line -> line.contains("paired swap tests"));
  }

  @Test
  void seedsThatChangeNothingCountAsOneRun() {
    encoder("dofa_tiny").write(folder);
    Cell one = cell(table());
    for (long seed = 1; seed <= 3; seed++) {
      SyntheticRun.of("knn_tiny", "seg_linear", "quickstart", seed)
          .quality(0.8)
          .idleSeed()
          .write(folder);
    }

    ReportTable table = table();

    assertThat(table.methods())
        .extracting(row -> row.cell(0).orElseThrow())
        .allSatisfy(cell -> assertThat(cell.n()).isEqualTo(1))
        .allSatisfy(cell -> assertThat(cell.basis()).isEqualTo(one.basis()))
        .allSatisfy(cell -> assertThat(cell.letters()).isNotEmpty());
    assertThat(table.remarks())
        .singleElement()
        .asString()
        .startsWith("In 1 cell, the seeds have the same counts in every test sample")
        .contains(" and 2 more");
  }

  @Test
  void saysWhereTestsOfPairsWouldTakeTooLong() {
    encoder("good").quality(0.9).write(folder);
    encoder("bad").quality(0.4).write(folder);
    ReportTable table = table();
    List<Cell> cells = table.methods().stream().map(row -> row.cell(0).orElseThrow()).toList();
    assertThat(new PairedGroups(METRICS).differ(cells, table.columns().get(0))).isPresent();
    PairedGroups little = new PairedGroups(METRICS, 10);
    assertThat(little.differ(cells, table.columns().get(0))).isEmpty();
    assertThat(little.sentences())
        .singleElement()
        .asString()
        .contains("1 column,", "take too long (quickstart/seg_linear)");
  }

  @Test
  void fewSamplesCannotTellManyRunsApart() {
    for (int i = 0; i < 15; i++) {
      encoder("encoder" + i).quality(0.3 + 0.04 * i).write(folder);
    }
    ReportTable table = table();
    assertThat(table.methods()).allMatch(row -> row.cell(0).orElseThrow().letters().equals("a"));
    assertThat(table.limits())
        .anyMatch(line -> line.contains("too few test samples or blocks") && line.contains("105"));
  }

  @Test
  void saysWhereRunsLackTheSameSamples() throws IOException {
    encoder("good").quality(0.9).write(folder);
    Files.delete(encoder("bad").quality(0.4).write(folder).resolve(TestSamplesFile.NAME));
    ReportTable table = table();
    assertThat(table.methods()).allMatch(row -> row.cell(0).orElseThrow().letters().isEmpty());
    assertThat(table.limits())
        .anyMatch(line -> line.contains("lack counts of the same test samples: quickstart"));
  }

  @Test
  void manySamplesGetFewerDraws() {
    StoredRun run = stored(encoder("dofa_tiny").write(folder));
    List<List<StoredRun>> some = List.of(List.of(run));
    assertThat(SingleRuns.of(1000, some).draws()).isEqualTo(1000);
    List<List<StoredRun>> many = IntStream.range(0, 20_000).mapToObj(i -> List.of(run)).toList();
    assertThat(SingleRuns.of(1000, many).draws()).isEqualTo(416);
  }

  /** Every sample and its copy, which touches it or lies far away. */
  private static void twice(Path directory, boolean touching) throws IOException {
    StoredRun run = stored(directory);
    TestSamples stored = run.samples(SegmentationScoring.METRICS).orElseThrow();
    List<String> ids = new ArrayList<>();
    List<Footprint> places = new ArrayList<>();
    int samples = Math.min(12, stored.ids().size());
    for (int copy = 0; copy < 2; copy++) {
      for (int i = 0; i < samples; i++) {
        ids.add("copy " + copy + "/" + i);
        double west = 1000 * i + (touching ? 10 : 500) * copy;
        places.add(new Footprint("EPSG:32633", false, west, 0, west + 10, 10));
      }
    }
    Map<String, List<double[]>> arrays = new TreeMap<>();
    stored
        .arrays()
        .forEach(
            (name, rows) -> {
              List<double[]> both = new ArrayList<>(rows.subList(0, samples));
              both.addAll(rows.subList(0, samples));
              arrays.put(name, both);
            });
    try (OutputStream out = Files.newOutputStream(directory.resolve(TestSamplesFile.NAME))) {
      TestSamplesFile.write(
          TestSamples.of(ids, places, arrays, SegmentationScoring.METRICS, run.outcome().context()),
          out);
    }
  }

  private static StoredRun stored(Path directory) {
    return new StoredRun(directory, RunDirectory.read(directory));
  }

  private static SyntheticRun encoder(String name) {
    return SyntheticRun.of(name, "seg_linear", "quickstart", 0);
  }

  private static Cell cell(ReportTable table) {
    return table.methods().get(0).cell(0).orElseThrow();
  }

  private ReportTable table() {
    return ReportTable.of(RunFolders.read(List.of(folder)), ReportRequest.DEFAULT, METRICS);
  }
}
