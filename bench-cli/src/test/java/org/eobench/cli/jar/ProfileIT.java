package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileIT {
  private static final Path OPTIONS = BenchProcess.ROOT.resolve("configs").resolve("encoder");
  private static final Path DECODERS = BenchProcess.ROOT.resolve("docs").resolve("decoders.md");
  private static final Path PAGE = BenchProcess.ROOT.resolve("docs").resolve("encoders.md");

  @Test
  void measuresEncodersAndWritesThePage(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("golden.json"),
        """
        [{"status": "PASS", "id": "enc_dofa", "component": "encoder/dofa",
          "difference": 1.5e-6, "tolerance": 2e-4, "detail": "layer0"}]
        """);
    BenchProcess.Result result =
        BenchProcess.in(folder)
            .run(
                "profile",
                "encoder=dofa_tiny,resnet_tiny",
                "encoder.frozen_mode=train",
                "--seconds=0.05",
                "--batch=2",
                "--backward",
                "--golden=golden.json",
                "--output",
                "page.md");
    assertThat(result.succeeds().out())
        .contains("dofa_tiny encoder.frozen_mode=train", "64 px", "11.2 M");
    String page = Files.readString(folder.resolve("page.md"));
    assertThat(page)
        .contains(
            "| `dofa_tiny encoder.frozen_mode=train` | 1.9 M | enc_dofa | 1.5e-06 (2.0e-04) |")
        .contains("| `resnet_tiny encoder.frozen_mode=train` | 11.2 M | none recorded |")
        .contains("float32 in batches of 2", "training, ms per image", "PyTorch 2", "do not show")
        .doesNotContain("not measured");
  }

  @Test
  void measuresDecodersInBothWaysOfMixing(@TempDir Path folder) throws Exception {
    BenchProcess.Result result =
        BenchProcess.in(folder)
            .run(
                "profile",
                "decoder=seg_segformer_tiny,seg_linear",
                "encoder=vit_tiny",
                "--seconds=0.05",
                "--output",
                "page.md");
    assertThat(result.succeeds().out())
        .contains("seg_segformer_tiny decoder.mixing=fast on vit_tiny", "seg_linear on vit_tiny")
        .contains("bfloat16");
    String page = Files.readString(folder.resolve("page.md"));
    assertThat(page.lines().filter(line -> line.startsWith("| `seg_linear` |"))).hasSize(3);
    assertThat(page.lines().filter(line -> line.startsWith("| `seg_segformer_tiny` |")))
        .as("what it is, its cost in two precisions, and plain against fast in both")
        .hasSize(5);
    assertThat(page)
        .contains(
            "Linear probe: one linear layer", "ratio of plain to fast", "PyTorch 2", "do not show")
        .containsPattern("float32 \\| [0-9.]+ → [0-9.]+: \\*\\*[0-9.]+\\*\\*")
        .doesNotContain("not measured");
  }

  @Test
  void findsBatchSizes(@TempDir Path folder) throws Exception {
    List<String> words = new ArrayList<>(List.of("profile", "batch", "--most=2", "--steps=1"));
    words.addAll(TinyRun.onQuickstart());
    words.removeIf(word -> word.startsWith("batch_size=") || word.contains("n_epochs"));
    BenchProcess.Result result = BenchProcess.in(folder).run(words.toArray(String[]::new));
    assertThat(result.succeeds().out())
        .containsPattern("(?m)^ {9}2 +[0-9.]+ +[0-9,]+ MB$")
        .contains("largest that fits: batch_size=2; larger ones were not tried (--most 2)")
        .contains("fastest: batch_size=");
    BenchProcess.in(folder)
        .run("profile", "batch", "experiment=quickstart", "batch_size=3")
        .failsWith(ExitCode.USAGE, "batch_size=3 is what this command finds out");
  }

  @Test
  void saysWhatCouldNotBeMeasuredAndGoesOn(@TempDir Path folder) throws Exception {
    BenchProcess.Result result =
        BenchProcess.in(folder)
            .run("profile", "encoder=dofa_tiny", "--limit=0.01", "--output", "page.md");
    result.failsWith(
        ExitCode.FAILURE, "[Bench/NotMeasured] cannot measure dofa_tiny", "stopped after");
    assertThat(Files.readString(folder.resolve("page.md"))).contains("not measured: stopped after");
  }

  @Test
  void refusesWhatItCannotProfile(@TempDir Path folder) {
    BenchProcess bench = BenchProcess.in(folder);
    bench.run("profile").failsWith(ExitCode.USAGE, "[Bench/Usage]", "--all");
    bench.run("profile", "decoder").failsWith(ExitCode.USAGE, "[Bench/Usage]", "decoder=NAME");
    bench
        .run("profile", "decoder=seg_uper")
        .failsWith(ExitCode.CONFIG, "did you mean seg_upernet or");
    bench.run("profile", "decoder=seg_unet", "encoder=vit").failsWith(ExitCode.CONFIG, "NoPyramid");
    bench.run("profile", "encoder=dofaa").failsWith(ExitCode.CONFIG, "did you mean dofa?");
    bench
        .run("profile", "encoder=dofa", "--bach=2")
        .failsWith(ExitCode.USAGE, "there is no flag --bach");
  }

  @Test
  void everyEncoderStandsOnThePage() throws Exception {
    List<String> all = Files.readAllLines(PAGE);
    // The costs of encoders that were added later are in a table of their own, too.
    int own = all.indexOf("## Cost of encoders added later");
    int next = all.indexOf("## Inputs and outputs");
    assertThat(own).isPositive().isLessThan(next);
    List<String> lines =
        Stream.concat(all.subList(0, own).stream(), all.subList(next, all.size()).stream())
            .toList();
    try (Stream<Path> files = Files.list(OPTIONS)) {
      List<String> options =
          files
              .map(file -> file.getFileName().toString().replace(".yaml", ""))
              .filter(option -> !option.endsWith("_tiny"))
              .toList();
      assertThat(options).hasSizeGreaterThan(10);
      String open =
          lines.stream()
              .filter(line -> line.startsWith("Not in the tables"))
              .findFirst()
              .orElse("");
      for (String option : options) {
        if (open.contains("`" + option + "`")) {
          continue;
        }
        assertThat(lines.stream().filter(line -> line.startsWith("| `" + option + "` |")))
            .as("%s in docs/encoders.md, which `profile --all --output` writes", option)
            .hasSize(2);
      }
    }
  }

  @Test
  void theDecodersOfSegmentationStandOnTheirPage() throws Exception {
    List<String> lines = Files.readAllLines(DECODERS);
    for (String option :
        List.of("fcn", "linear", "muster", "nlinear", "segformer", "unet", "upernet")) {
      boolean mixes = option.equals("segformer") || option.equals("upernet");
      assertThat(lines.stream().filter(line -> line.startsWith("| `seg_" + option + "` |")))
          .as("seg_%s: what it is, its cost in two precisions, and the gain of mixing", option)
          .hasSize(mixes ? 5 : 3)
          .noneMatch(line -> line.contains("not measured"));
    }
  }
}
