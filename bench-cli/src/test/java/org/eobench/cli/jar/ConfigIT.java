package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Config, help and list: quick, and without the libraries that a run needs. */
class ConfigIT {
  private static final String[] BURN_SCARS = {
    "--cfg", "job", "encoder=dofa", "decoder=seg_upernet", "dataset=hlsburnscars"
  };
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("work"));
  }

  @Test
  void printsTheConfigAndLoadsNoneOfTheLibrariesOfARun() throws IOException {
    Path classes = temporary.resolve("classes.txt");
    BenchProcess.Result result =
        BenchProcess.in(folder).java("-Xlog:class+load:file=" + classes).run(BURN_SCARS).succeeds();
    assertThat(result.out())
        .contains("_target_: dofa", "_target_: upernet", "_target_: hlsburnscars", "n_epochs: 80");
    assertThat(result.err()).isEmpty();
    assertThat(Files.readString(classes))
        .contains("org.eobench.cli.BenchMain")
        .doesNotContain("ai.djl.", "com.google.inject.", "ch.qos.logback.", "tech.tablesaw.");
    try (var files = Files.list(folder)) {
      assertThat(files).as("files written").isEmpty();
    }
  }

  @Test
  void theArchiveOfUsualCommandsHoldsTheClassesOfAShortAnswer() throws IOException {
    assumeThat(ClassArchive.options()).as("an archive, which this Java makes").isNotEmpty();
    for (String[] answer : List.of(new String[] {"--help"}, BURN_SCARS)) {
      Path classes = temporary.resolve(answer.length + ".txt");
      BenchProcess process = BenchProcess.in(folder).java("-Xlog:class+load:file=" + classes);
      ClassArchive.options().forEach(process::java);
      process.run(answer).succeeds();
      assertThat(Files.readAllLines(classes))
          .filteredOn(line -> line.contains(" org.eobench."))
          .hasSizeGreaterThan(50)
          .allSatisfy(line -> assertThat(line).contains("source: shared objects file"));
    }
  }

  @Test
  void reportsAMisspeltKeyAndAnUnknownOptionTogether() {
    BenchProcess.in(folder)
        .run("encoder=dofaa", "decoder=seg_upernet", "dataset=quickstart", "task.trainer.n_epocs=3")
        .failsWith(ExitCode.CONFIG, "dofaa", "dofa", "task.trainer.n_epocs", "n_epochs");
  }

  @Test
  void refusesAValueOfTheWrongTypeWithItsArgument() {
    BenchProcess.in(folder)
        .run(TinyRun.onQuickstart("batch_size=many", "seed=[1]"))
        .failsWith(ExitCode.CONFIG, "batch_size", "many", "seed");
  }

  @Test
  void takesConfigsOfTheWorkingFolderFirst() throws IOException {
    Path own = Files.createDirectories(folder.resolve("configs/decoder"));
    Files.writeString(own.resolve("wide.yaml"), "defaults: [seg_upernet, _self_]\nchannels: 777\n");
    BenchProcess.Result result =
        BenchProcess.in(folder)
            .run("--cfg", "job", "encoder=dofa", "decoder=wide", "dataset=quickstart")
            .succeeds();
    assertThat(result.out()).contains("channels: 777");
  }

  @Test
  void takesConfigsOfAPlugInOnTheClassPath() throws IOException {
    Path plugin = temporary.resolve("plugin.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(plugin))) {
      zip.putNextEntry(new ZipEntry("META-INF/services/org.eobench.core.spi.BenchPlugin"));
      zip.putNextEntry(new ZipEntry("configs/encoder/of_a_plugin.yaml"));
    }
    assertThat(BenchProcess.in(folder).runBeside(plugin, List.of("--help")).succeeds().out())
        .contains("of_a_plugin");
    assertThat(BenchProcess.in(folder).run("--help").succeeds().out())
        .doesNotContain("of_a_plugin");
  }

  @Test
  void listsOptionsAndComponents() {
    assertThat(BenchProcess.in(folder).run("list").succeeds().out())
        .contains("encoder", "dofa_tiny", "decoder", "seg_upernet");
    assertThat(BenchProcess.in(folder).run("list", "dataset").succeeds().out())
        .contains("quickstart", "hlsburnscars");
  }

  @Test
  void listsWhatEachEncoderIs() throws IOException {
    Path own = Files.createDirectories(folder.resolve("configs/encoder"));
    Files.writeString(own.resolve("odd.yaml"), "defaults: [dofa, _self_]\npatch_size: 15\n");

    String table = BenchProcess.in(folder).run("list", "encoder", "--long").succeeds().out();

    assertThat(table)
        .containsPattern("dofa +DOFA +111\\.2 M +those of the data set +224 px +4 × 768 /16 +one")
        .contains("CC-BY-4.0", "none: starts at random")
        .contains("odd: encoder: input_size=224 must be a multiple of patch_size=15");
  }

  @Test
  void listsWhatEachDecoderWorksWith() throws IOException {
    Path own = Files.createDirectories(folder.resolve("configs/decoder"));
    Files.writeString(own.resolve("odd.yaml"), "defaults: [seg_fcn, _self_]\nkernel_size: 2\n");

    String table = BenchProcess.in(folder).run("list", "decoder", "--long").succeeds().out();

    assertThat(table)
        .containsPattern("seg_unet +change_detection, segmentation +– +2 or more +1 ")
        .contains("seg_upernet_mt_ltae is an alias of decoder=seg_upernet temporal=ltae")
        .contains("odd: decoder: kernel_size=2 must be odd");
  }

  @Test
  void explainsWhoSetAValue() {
    BenchProcess.Result result =
        BenchProcess.in(folder)
            .run(
                List.of(
                    "explain",
                    "decoder.channels",
                    "encoder=dofa",
                    "decoder=seg_upernet_tiny",
                    "dataset=quickstart",
                    "decoder.channels=48"))
            .succeeds();
    assertThat(result.out())
        .contains("48", "decoder.channels=48", "seg_upernet_tiny.yaml:", "seg_upernet.yaml:");
  }

  @Test
  void helpShowsVerbsGroupsAndOptions() {
    assertThat(BenchProcess.in(folder).run("--help").succeeds().out())
        .contains("  verify ", "encoder", "dofa", "seg_upernet");
    assertThat(BenchProcess.in(folder).run("help", "verify").succeeds().out())
        .contains("verify golden DIR [--json FILE]", "Examples");
  }

  @Test
  void offersTheNearestVerb() {
    BenchProcess.in(folder)
        .run("lst", "encoder")
        .failsWith(ExitCode.USAGE, "lst is not a verb", "did you mean list");
  }
}
