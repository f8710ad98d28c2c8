package org.eobench.report.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.eobench.core.error.BenchException;
import org.eobench.core.metrics.MetricRules;
import org.eobench.core.run.directory.RunState;
import org.eobench.core.task.segmentation.SegmentationScoring;
import org.eobench.report.compare.Units;
import org.eobench.report.gate.GateCheck.Status;
import org.eobench.testing.runs.SyntheticRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class GateTest {
  private static final GateLimits LIMITS = limits(null, null, false);

  @TempDir private Path folder;

  private static GateLimits limits(
      @Nullable Double time, @Nullable Double memory, boolean anyMachine) {
    return new GateLimits(
        GateLimits.MARGIN, time, memory, anyMachine, List.of(), Units.Choice.AUTO, 500);
  }

  private static SyntheticRun run(long seed) {
    return SyntheticRun.of("dofa", "seg_linear", "quickstart", seed);
  }

  private Path write(String name, SyntheticRun... runs) {
    for (SyntheticRun run : runs) {
      run.write(folder.resolve(name));
    }
    return folder.resolve(name);
  }

  private Gate gate() {
    return new Gate(folder.resolve("baseline.json"), task -> SegmentationScoring.METRICS);
  }

  private void baseline(SyntheticRun... runs) {
    gate().update(List.of(write("before", runs)));
  }

  private GateReport check(SyntheticRun... runs) {
    return check(LIMITS, runs);
  }

  private GateReport check(GateLimits limits, SyntheticRun... runs) {
    return gate().check(List.of(write("now", runs)), limits);
  }

  private static GateCheck named(GateReport report, String name) {
    return report.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The names of the failed checks. */
  private static List<String> failed(GateReport report) {
    return report.checks().stream()
        .filter(check -> check.status() == Status.FAILED)
        .map(GateCheck::name)
        .toList();
  }

  @Test
  void theSameRunsPass() {
    baseline(run(1), run(2));

    GateReport report = check(run(1), run(2));

    assertThat(report.passed()).isTrue();
    assertThat(report.verdict()).isEqualTo("gate passed: 6 checks");
    assertThat(named(report, "mIoU").message()).contains("p = 1.0000, 12 samples");
    assertThat(report.lines().get(0))
        .isEqualTo("quickstart dofa/seg_linear: the same config, data, weights, protocol, machine");
  }

  @Test
  void aMetricThatDroppedFails() {
    baseline(run(1).quality(0.8));

    GateReport report = check(run(1).quality(0.7));

    assertThat(failed(report)).containsExactly("mIoU");
    assertThat(report.verdict()).isEqualTo("gate FAILED: 1 of 6 checks");
    assertThat(report.lines().get(report.lines().size() - 1)).isEqualTo(report.verdict());
  }

  @Test
  void aMetricThatRosePasses() {
    baseline(run(1).quality(0.7));

    assertThat(check(run(1).quality(0.8)).passed()).isTrue();
  }

  @Test
  void aDropWithinTheMarginPasses() {
    baseline(run(1).quality(0.8));
    GateLimits wide = new GateLimits(40, null, null, false, List.of(), Units.Choice.AUTO, 500);

    GateReport report = check(wide, run(1).quality(0.7));

    assertThat(report.passed()).isTrue();
    assertThat(named(report, "mIoU").message())
        .endsWith("significantly worse, but within the margin");
  }

  @Test
  void anotherConfigurationFails() {
    baseline(run(1).with("optimizer.lr=0.01").with("work_dir=/home/me/runs"));
    assertThat(folder.resolve("baseline.json")).content().doesNotContain("/home/me");

    GateReport report = check(run(1).with("optimizer.lr=0.1"));

    assertThat(named(report, "config").message())
        .isEqualTo("arguments only now: optimizer.lr=0.1; only in the baseline: optimizer.lr=0.01");
    assertThat(failed(report)).contains("config");
  }

  @Test
  void otherSeedsFail() {
    baseline(run(1), run(2));

    assertThat(named(check(run(1), run(3)), "config").message())
        .isEqualTo("seeds 1 3 - baseline: seeds 1 2");
  }

  @Test
  void anotherConfigurationFileFails() {
    baseline(run(1));

    assertThat(named(check(run(1).edited("another file")), "config").message())
        .contains("arguments are the same, but a configuration file");
  }

  @Test
  void otherDataFailAndAreNotCompared() {
    baseline(run(1));

    GateReport report = check(run(1).version(2));

    assertThat(failed(report)).contains("data");
    assertThat(named(report, "data").message()).contains("version 2 ").contains("version 1 ");
    assertThat(named(report, "mIoU").status()).isEqualTo(Status.FAILED);
    assertThat(named(report, "mIoU").message()).contains("version of the data set");
  }

  @Test
  void aScoreThatWasEditedFails() throws IOException {
    baseline(run(1));
    Path file = folder.resolve("baseline.json");
    String edited =
        Files.readString(file).replaceFirst("\"mIoU\" : 0\\.[0-9E-]+", "\"mIoU\" : 0.001");
    Files.writeString(file, edited);

    GateReport report = check(run(1));

    assertThat(failed(report)).containsExactly("mIoU");
    assertThat(named(report, "mIoU").message())
        .startsWith("the runs cannot be compared: mIoU of all test samples is ")
        .endsWith("but the run reports 0.001");
  }

  @Test
  void timesThatWereNotMeasuredFailWhereTheyAreAskedFor() throws IOException {
    baseline(run(1));
    Path file = folder.resolve("baseline.json");
    String edited =
        Files.readString(file).replaceFirst("\"seconds\" : [0-9.E]+", "\"seconds\" : null");
    Files.writeString(file, edited);

    GateReport report = check(limits(1.5, 1.2, false), run(1));

    assertThat(failed(report)).containsExactly("time");
    assertThat(named(report, "time").message()).isEqualTo("it was not measured in all runs");
  }

  @Test
  void anotherProtocolFails() {
    baseline(run(1));

    GateReport report = check(run(1).protocol("pangaea", MetricRules.PANGAEA));

    assertThat(failed(report)).contains("protocol");
    assertThat(named(report, "protocol").message())
        .startsWith("other protocols: pangaea - baseline: eo-bench; other rules of the metrics: ");
  }

  @Test
  void otherWeightsFail() throws IOException {
    baseline(run(1));
    Path file = folder.resolve("baseline.json");
    String pretrained = "\"weights_sha256\" : \"0123456789abcdef\"";
    Files.writeString(
        file, Files.readString(file).replace("\"weights_sha256\" : null", pretrained));

    GateReport report = check(run(1));

    assertThat(failed(report)).containsExactly("weights");
    assertThat(named(report, "weights").message())
        .isEqualTo("random - baseline: random 0123456789ab");
  }

  @Test
  void anotherMachineFailsUnlessAnyPasses() {
    baseline(run(1));

    GateReport report = check(run(1).on("Other CPU"));
    assertThat(failed(report)).containsExactly("machine");
    assertThat(named(report, "machine").message()).contains("Other CPU").contains("Synthetic CPU");

    GateReport any = gate().check(List.of(folder.resolve("now")), limits(1.0, 1.0, true));
    assertThat(any.passed()).isTrue();
    assertThat(named(any, "time").message()).isEqualTo("the machines differ");
  }

  @Test
  void timeBeyondTheRatioFails() {
    baseline(run(1).epochs(3));

    GateReport report = check(limits(1.5, 1.2, false), run(1).epochs(6));

    assertThat(failed(report)).containsExactly("time");
    assertThat(named(report, "time").message()).contains("at most 1.5");
    assertThat(named(report, "memory").status()).isEqualTo(Status.PASSED);
  }

  @Test
  void aMissingOrAdditionalModelFails() {
    baseline(run(1), SyntheticRun.of("prithvi", "seg_linear", "quickstart", 1));

    GateReport report = check(run(1), SyntheticRun.of("scalemae", "seg_linear", "quickstart", 1));

    assertThat(failed(report)).containsExactly("runs", "runs");
    assertThat(report.lines())
        .contains("quickstart prithvi/seg_linear", "quickstart scalemae/seg_linear")
        .anyMatch(line -> line.startsWith("  FAIL  runs: the baseline has it, and the runs do not"))
        .anyMatch(
            line -> line.startsWith("  FAIL  runs: the runs have it, and the baseline does not"));
  }

  @Test
  void refusesHalfWrittenRuns() {
    baseline(run(1));

    assertThatThrownBy(() -> check(run(1), run(2).state(RunState.RUNNING)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/IncompleteRuns]")
        .hasMessageContaining("did not end");
  }

  @Test
  void refusesSeveralConfigurationsOfOneModel() {
    baseline(run(1));

    assertThatThrownBy(() -> check(run(1), run(1).with("optimizer.lr=0.1")))
        .hasMessageContaining("[Bench/MixedRuns]")
        .hasMessageContaining("the runs of quickstart dofa/seg_linear have 2 configurations");
  }

  @Test
  void refusesWhatIsNoBaseline() throws IOException {
    assertThatThrownBy(() -> check(run(1))).hasMessageContaining("[Bench/NoBaseline]");
    Path file = folder.resolve("baseline.json");
    for (String text : List.of("", "null", "{}", "[1]", "{\"version\":9,\"runs\":[]}", "PK")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> gate().check(List.of(folder.resolve("now")), LIMITS))
          .as(text)
          .hasMessageContaining("[Bench/UnreadableBaseline]");
    }
    baseline(run(1));
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    assertThatThrownBy(() -> gate().check(List.of(folder.resolve("now")), LIMITS))
        .hasMessageContaining("[Bench/UnreadableBaseline]");
    Files.writeString(file, whole.replace("\"counts\"", "\"kounts\""));
    assertThatThrownBy(() -> gate().check(List.of(folder.resolve("now")), LIMITS))
        .hasMessageContaining("lacks a part");
  }

  @Test
  void refusesUnknownMetrics() {
    baseline(run(1));
    GateLimits limits =
        new GateLimits(0.5, null, null, false, List.of("mIOU"), Units.Choice.AUTO, 500);

    assertThatThrownBy(() -> check(limits, run(1)))
        .hasMessageContaining("[Bench/NoSuchMetric]")
        .hasMessageContaining("did you mean mIoU?");
  }

  @Test
  void theBaselineNeedsNoOldRuns() throws IOException {
    baseline(run(1).quality(0.8));
    try (var files = Files.walk(folder.resolve("before"))) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }

    assertThat(failed(check(run(1).quality(0.7)))).containsExactly("mIoU");
  }

  @Test
  void theXmlIsValid() throws IOException, SAXException {
    baseline(run(1).quality(0.8));
    GateReport report = check(run(1).quality(0.7));
    GateReport hostile =
        new GateReport(
            List.of(GateCheck.of("<a & \"b\">", "\u0007]]>", false, "x\u0000 < y & 'z'")),
            List.of());

    for (GateReport any : List.of(report, hostile)) {
      validate(JUnitXml.of(any));
    }
    assertThat(JUnitXml.of(report))
        .contains("<testsuite name=\"quickstart dofa/seg_linear\" tests=\"6\" failures=\"1\"")
        .contains("skipped=\"0\"");
  }

  private static void validate(String xml) throws IOException, SAXException {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(GateTest.class.getResource("junit.xsd")))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }

  @Test
  void theSummaryShowsTextAsItIs() {
    GateReport report =
        new GateReport(List.of(GateCheck.of("a|b", "*c*", false, "<d>")), List.of("e_f"));

    assertThat(report.markdown())
        .startsWith("### gate FAILED: 1 of 1 checks\n")
        .contains("| **FAIL** | a\\|b | \\*c\\* | &lt;d&gt; |")
        .endsWith("- e\\_f\n");
  }
}
