package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained model goes out as TorchScript and comes back as an encoder. */
class ExportIT {
  @TempDir private Path folder;

  @Test
  void anExportedModelComesBackAsAnEncoderAndIsFineTuned() throws IOException {
    BenchProcess.in(folder).run(TinyRun.onQuickstart("task.trainer.n_epochs=1")).succeeds();
    String run = only(folder.resolve("runs"));
    BenchProcess.Result exported =
        BenchProcess.in(folder).run("export", "runs/" + run, "model.pt").succeeds();
    assertThat(exported.out())
        .contains(
            "written: model.pt",
            "input optical: float32 [B, 6, 32, 32], bands B2, B3, B4, B8A, B11, B12",
            "batch: any size",
            "torch.jit.load(\"model.pt\")");
    assertThat(BenchProcess.in(folder).run("inspect", "weights", "model.pt").succeeds().out())
        .contains("encoder.patch_embed", "conv_seg.weight");
    BenchProcess.Result again =
        BenchProcess.in(folder)
            .run(
                "encoder=torchscript",
                "encoder.encoder_weights=model.pt",
                "decoder=seg_upernet_tiny",
                "decoder.channels=16",
                "dataset=quickstart",
                "dataset.img_size=64",
                "dataset.training_chips=4",
                "dataset.test_chips=2",
                "finetune=true",
                "device=cpu",
                "batch_size=2",
                "task.trainer.n_epochs=1")
            .succeeds();
    assertThat(again.out()).contains("encoder torchscript", "Burn scar");
  }

  @Test
  void anExportReplacesAFileOnlyOnRequest() throws IOException {
    BenchProcess.in(folder).run(TinyRun.onQuickstart("task.trainer.n_epochs=1")).succeeds();
    String run = "runs/" + only(folder.resolve("runs"));
    Path mine = Files.writeString(folder.resolve("model.pt"), "mine");
    BenchProcess.in(folder)
        .run("export", run, "model.pt")
        .failsWith(ExitCode.USAGE, "[Bench/FileExists]", "model.pt", "`--force`");
    assertThat(mine).hasContent("mine");
    BenchProcess.in(folder).run("export", run, "model.pt", "--force").succeeds();
    assertThat(Files.size(mine)).isGreaterThan(1000);
  }

  @Test
  void exportSaysWhatItNeeds() {
    BenchProcess.Result result = BenchProcess.in(folder).run("export", "model.pt");
    assertThat(result.exit()).isEqualTo(ExitCode.USAGE.code());
    assertThat(result.err()).contains("[Bench/Usage]", "export RUN_DIR FILE.pt");
    result.assertNoAbort();
  }

  private static String only(Path runs) throws IOException {
    try (Stream<Path> found = Files.list(runs)) {
      List<String> names = found.map(path -> path.getFileName().toString()).toList();
      assertThat(names).hasSize(1);
      return names.get(0);
    }
  }
}
