package org.eobench.cli.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of low rank from the command line to a merged program. */
class LoraRunTest {
  @TempDir Path folder;

  @Test
  void trainsChangesAndExportsTheMergedModel() throws IOException {
    ProgramAnswer run =
        ProgramAnswer.to(
            List.of(
                "dataset=quickstart",
                "dataset.img_size=64",
                "dataset.training_chips=6",
                "dataset.test_chips=2",
                "encoder=vit_tiny",
                "encoder.input_size=32",
                "decoder=seg_linear",
                "finetune=lora",
                "lora.rank=2",
                "lora.targets=['*.attn.qkv']",
                "optimizer.layer_decay=0.75",
                "device=cpu",
                "gallery=0",
                "batch_size=2",
                "results=[txt]",
                "task.trainer.n_epochs=1",
                "task.trainer.eval_interval=1",
                "work_dir=" + folder.resolve("runs"),
                "cache_dir=" + folder.resolve("cache")),
            folder);
    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.said())
        .contains("finetune=lora rank=2 alpha=16 targets=*.attn.qkv")
        .contains("tensors of the encoder (blocks.*.attn.qkv.lora_A, blocks.*.attn.qkv.lora_B)");
    Path directory;
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      directory = runs.findFirst().orElseThrow();
    }
    assertThat(names(directory.resolve("checkpoints/best.safetensors")))
        .filteredOn(name -> name.startsWith("encoder."))
        .isNotEmpty()
        .allMatch(name -> name.contains(".lora_"));

    Path program = folder.resolve("model.pt");
    ProgramAnswer export =
        ProgramAnswer.to(List.of("export", directory.toString(), program.toString()), folder);
    assertThat(export.exit()).as(export.said()).isZero();
    assertThat(names(program))
        .contains("encoder.blocks.0.attn.qkv.weight")
        .noneMatch(name -> name.contains("lora_"));
  }

  private static List<String> names(Path file) {
    try (TensorFile tensors = TensorFile.open(file)) {
      return tensors.tensors().stream().map(TensorInfo::name).toList();
    }
  }
}
