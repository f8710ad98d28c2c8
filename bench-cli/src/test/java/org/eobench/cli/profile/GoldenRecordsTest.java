package org.eobench.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eobench.core.error.BenchException;
import org.eobench.testing.golden.GoldenReport;
import org.eobench.testing.golden.GoldenResult;
import org.eobench.testing.golden.GoldenStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenRecordsTest {
  private static GoldenResult result(String id, String component, double difference) {
    return new GoldenResult(GoldenStatus.PASS, id, component, difference, 1e-3, "");
  }

  private static final GoldenRecords ALL =
      new GoldenRecords(
          List.of(
              result("r18", "encoder/resnet18", 1e-6),
              result("r50", "encoder/resnet50", 2e-6),
              result("u", "encoder/unet", 0),
              result("d", "decoder/resnet50", 1),
              result("vit", "encoder/vit", 0)));

  private static List<String> ids(GoldenRecords records) {
    return records.results().stream().map(GoldenResult::id).toList();
  }

  @Test
  void findsTheCasesThatAnOptionIsNamedAfter() {
    assertThat(ids(ALL.of("resnet50_scratch", "resnet"))).containsExactly("r50");
    assertThat(ids(ALL.of("vit_tiny", "vit"))).containsExactly("vit");
  }

  @Test
  void takesCasesOfTheSameCodeWhereNoneHasTheName() {
    assertThat(ids(ALL.of("resnet34", "resnet"))).containsExactly("r18", "r50");
    assertThat(ids(ALL.of("unet_encoder", "unet_encoder"))).containsExactly("u");
    assertThat(ids(ALL.of("rcf", "rcf"))).isEmpty();
  }

  @Test
  void leavesOutCasesOfOtherCodeWhoseNameBeginsAlike() {
    assertThat(ids(ALL.of("vit_control", "vit_control"))).isEmpty();
  }

  @Test
  void callsTheCaseWorstThatUsedUpMostOfItsTolerance() {
    assertThat(ALL.of("resnet34", "resnet").worst().map(GoldenResult::id)).contains("r50");
    assertThat(GoldenRecords.none().worst()).isEmpty();
  }

  @Test
  void callsAFailureWithoutANumberWorst() {
    GoldenResult failed =
        new GoldenResult(GoldenStatus.FAIL, "f", "encoder/x", Double.NaN, Double.NaN, "broke");
    GoldenRecords records = new GoldenRecords(List.of(failed, result("x", "encoder/x", 1)));
    assertThat(records.worst()).contains(failed);
  }

  @Test
  void readsWhatVerifyWrites(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("golden.json");
    GoldenResult skipped =
        new GoldenResult(GoldenStatus.SKIP, "s", "loss/x", Double.NaN, Double.NaN, "not here");
    List<GoldenResult> results = List.of(result("r", "encoder/r", 1e-6), skipped);
    Files.writeString(file, new GoldenReport(results).json());
    assertThat(GoldenRecords.read(file).results()).isEqualTo(results);
  }

  @Test
  void saysHowToMakeAFileThatIsNotThere(@TempDir Path folder) {
    assertThatThrownBy(() -> GoldenRecords.read(folder.resolve("none.json")))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("none.json")
        .hasMessageContaining("verify golden DIR --json");
  }
}
