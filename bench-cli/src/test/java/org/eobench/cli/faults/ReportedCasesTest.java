package org.eobench.cli.faults;

import static org.eobench.cli.faults.CheckedFolder.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The very files with which faults were reported, each with the values that are right. They lie in
 * the folder {@code shared} next to the project; {@link DrawnCasesTest} draws the same kinds.
 */
class ReportedCasesTest {
  @TempDir private Path folder;

  /** A copy of the files of a report; the test is skipped where there are none. */
  private Path data(String name) throws IOException {
    Path from = SharedFiles.require("cases/" + name + "/data");
    Path to = Files.createDirectories(folder.resolve("data"));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
    return to;
  }

  @Test
  void statisticsSkipPixelsWithoutData() throws IOException {
    check(data("stats_nodata0"))
        .fits()
        .hasStatistics("mean", 0.05, 1747.3, 1752.5, 1781.9)
        .hasStatistics("std", 0.05, 719.9, 718.5, 719.2)
        .says("50.00 %");
  }

  @Test
  void whatLiesUnderAnInternalMaskIsNoData() throws IOException {
    check(data("internal_mask_image"))
        .fits()
        .hasStatistics("mean", 100, 1763.6, 1763.6, 1763.6)
        .hasStatistics("max", 20, 2999, 2999, 2999)
        .says("25.00 %");
  }

  @Test
  void scaleAndOffsetOfTheFilesAreApplied() throws IOException {
    check(data("scale_offset_tags"))
        .fits()
        .hasStatistics("mean", 0.005, 0.1761, 0.1761, 0.1761)
        .hasStatistics("std", 0.005, 0.0723, 0.0723, 0.0723);
  }

  @Test
  void samplesOfFifteenBitsAreRead() throws IOException {
    check(data("nbits15")).fits().hasStatistics("mean", 0.05, 1761.0, 1741.6, 1768.2);
  }

  @Test
  void negativeScaleYIsNorthUp() throws IOException {
    check(data("negative_scaley")).fits();
  }

  @Test
  void aMaskOnOtherGroundIsRefused() throws IOException {
    check(data("grid_transposed")).refuses("GridMismatch", "s0_mask.tif");
  }

  @Test
  void aMaskOfTwoBandsIsRefused() throws IOException {
    check(data("mask_onehot")).refuses("s0_mask.tif", "2 bands");
  }

  @Test
  void nodataOfAMaskIsComparedInTheTypeOfItsSamples() throws IOException {
    check(data("mask_nodata_text15")).fits().says("ignored 12.50 %");
  }

  @Test
  void listsMayBeginWithAByteOrderMark() throws IOException {
    check(data("list_bom"), "dataset.split.by=list").fits().says("train 8, val 4, test 4");
  }

  @Test
  void noImageAndNoMaskIsLeftOutInSilence() throws IOException {
    check(data("uppercase_ext")).fits().says("train 8, val 8, test 8");
  }

  @Test
  void checkGivesTheSameLossEachTime() throws IOException {
    CheckedFolder.requireLossBySeed(data("check_seed"));
  }

  @Test
  void anUnlabelledSampleDoesNotEndARun() throws IOException {
    Path data = data("unlabelled_sample");
    for (int seed = 1; seed <= 3; seed++) {
      ProgramAnswer.to(unlabelled("check", data, seed), folder).fits();
    }
    ProgramAnswer.to(unlabelled("run", data, 1), folder).fits().says("test split of folder");
  }

  private List<String> unlabelled(String verb, Path data, int seed) {
    return List.of(
        verb,
        "dataset=folder",
        "dataset.root_path=" + data,
        "dataset.images.optical=*_img.tif",
        "dataset.mask=*_mask.tif",
        "dataset.bands.optical=[B2,B3,B4]",
        "dataset.classes=[land,water]",
        "dataset.split.by=list",
        "dataset.ignore_index=255",
        "encoder=rcf_tiny",
        "encoder.input_size=32",
        "decoder=seg_linear",
        "batch_size=1",
        "device=cpu",
        "cache_dir=" + folder.resolve("cache"),
        "work_dir=" + folder.resolve("runs"),
        "task.trainer.n_epochs=1",
        "task.trainer.eval_interval=1",
        "seed=" + seed);
  }

  @Test
  void namesOutsideAsciiAreReadInTheLocaleThatTheRefusalNames() throws IOException {
    CheckedFolder.requireLocaleOfNames(data("posix_locale"));
  }

  @Test
  void wordsThatYamlTakesForTruthValuesAreShownAsTheyStand() {
    Path cfg = SharedFiles.require("cases/yaml_yes_no/cfg");
    ProgramAnswer.to(List.of("check", "--config-dir", cfg.toString(), "experiment=mine"), folder)
        .refuses("\"no\"", "\"yes\"")
        .silentAbout("\"False\"", "\"True\"");
  }

  @Test
  void weightsOfAWrappedModelFitOnceItsPrefixIsTakenOff() throws IOException {
    PrefixedWeights.requireRead(
        data("weights_module_prefix"), folder, List.of("module.", "model."));
  }
}
