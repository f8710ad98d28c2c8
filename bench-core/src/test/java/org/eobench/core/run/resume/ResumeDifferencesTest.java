package org.eobench.core.run.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.eobench.core.provenance.Environment;
import org.eobench.core.provenance.PluginFile;
import org.eobench.core.provenance.Program;
import org.eobench.core.provenance.Provenance;
import org.eobench.core.provenance.Threads;
import org.junit.jupiter.api.Test;

class ResumeDifferencesTest {
  private static final PluginFile PLUGIN = new PluginFile("plugins/a.jar", "a", "1", "00");

  private static Provenance made(int threads, String cpu, String train, List<PluginFile> plugins) {
    return new Provenance(
        new Program("1", "ff", null),
        new Environment(
            "17", "vm", "os", "amd64", cpu, 4, 1, "0.35.1", "PyTorch 2.7.1", null, "cpu", null),
        null,
        new Provenance.Data(
            "toy",
            1,
            Map.of("train", 8),
            Map.of("train", train),
            null,
            null,
            null,
            null,
            null,
            null),
        new Threads(threads, 2, 2, 2, null),
        plugins);
  }

  @Test
  void saysNothingWhereNothingDiffers() {
    Provenance same = made(4, "x", "aa", List.of(PLUGIN));
    assertThat(ResumeDifferences.warnings(same, same)).isEmpty();
    assertThat(ResumeDifferences.warnings(null, same)).isEmpty();
  }

  @Test
  void saysWithHowManyThreadsTheRunBeganAndHowToKeepThem() {
    assertThat(
            ResumeDifferences.warnings(
                made(4, "x", "aa", List.of()), made(2, "x", "aa", List.of())))
        .singleElement()
        .asString()
        .contains("began with 4 threads", "continues with 2", "deterministic_threads=4");
  }

  @Test
  void comparesWithTheThreadsOfTheBeginningAfterEachStart() {
    Provenance began = made(4, "x", "aa", List.of());
    Provenance second = ResumeDifferences.withThreadsOf(began, made(2, "y", "aa", List.of(PLUGIN)));

    assertThat(second.environment()).isEqualTo(made(2, "y", "aa", List.of()).environment());
    assertThat(second.plugins()).containsExactly(PLUGIN);
    assertThat(ResumeDifferences.warnings(second, made(4, "y", "aa", List.of(PLUGIN)))).isEmpty();
    assertThat(ResumeDifferences.warnings(second, made(2, "y", "aa", List.of(PLUGIN))))
        .singleElement()
        .asString()
        .contains("began with 4 threads", "deterministic_threads=4");
  }

  @Test
  void namesAnotherProcessorOtherFilesAndOtherPlugins() {
    assertThat(
            ResumeDifferences.warnings(
                made(2, "old", "aa", List.of()), made(2, "new", "bb", List.of(PLUGIN))))
        .hasSize(3)
        .anyMatch(
            line ->
                line.contains(
                    "the processor differs from that at the start of the run (old, now new)"))
        .anyMatch(line -> line.contains("the files of the data set differ"))
        .anyMatch(line -> line.contains("the plug-ins differ"));
  }

  @Test
  @SuppressWarnings("NullAway") // what Jackson makes of a record of an earlier version
  void copesWithRecordsOfEarlierVersions() {
    Provenance bare = new Provenance(null, null, null, null, null, null);
    assertThat(ResumeDifferences.warnings(bare, made(2, "x", "aa", List.of()))).isEmpty();
  }
}
