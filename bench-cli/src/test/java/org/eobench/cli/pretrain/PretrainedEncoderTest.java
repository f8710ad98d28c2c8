package org.eobench.cli.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.directory.RunDirectory;
import org.eobench.core.run.directory.RunRecord;
import org.eobench.core.run.directory.RunState;
import org.eobench.pretrain.run.PretrainResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product of a pretraining in a run. */
class PretrainedEncoderTest {
  @TempDir private Path folder;

  @Test
  void aRunLoadsItAsAnyOtherCheckpointByTheRunDirectory() {
    TinyPretraining tiny = new TinyPretraining(folder);
    PretrainResult made = tiny.run("epochs=1", "ckpt_interval=1");
    RunRecord record = RunDirectory.read(made.directory());
    assertThat(record.state()).isEqualTo(RunState.COMPLETE);
    assertThat(Objects.requireNonNull(record.provenance()).data().samples())
        .containsEntry("train", 12);
    assertThat(made.encoder().resolveSibling("encoder_epoch_1.safetensors")).exists();

    List<String> words = new ArrayList<>(tiny.words().subList(0, 7));
    words.addAll(
        List.of(
            "dataset=quickstart",
            "dataset.img_size=32",
            "dataset.training_chips=4",
            "dataset.test_chips=2",
            "decoder=seg_linear",
            "batch_size=2",
            "task.trainer.n_epochs=1",
            "device=cpu",
            "finetune=true",
            "use_final_ckpt=true",
            "optimizer.lr=0.000000001",
            "encoder.encoder_weights=" + made.directory(),
            "work_dir=" + folder.resolve("runs"),
            "cache_dir=" + folder.resolve("cache")));
    try (Bench bench = Bench.open(BenchOptions.defaults())) {
      RunResult result = bench.run(words.toArray(String[]::new));
      RunRecord run = RunDirectory.read(result.directory());
      assertThat(Objects.requireNonNull(run.provenance()).weights()).isNotNull();
      // Trained by a vanishing learning rate, the run still has the weights that it began with.
      Map<String, List<Float>> begun = TinyPretraining.values(made.encoder());
      Map<String, List<Float>> ended =
          TinyPretraining.values(result.directory().resolve("checkpoints/last.safetensors"));
      begun.forEach(
          (name, values) -> {
            List<Float> after = Objects.requireNonNull(ended.get(name), name);
            for (int i = 0; i < values.size(); i++) {
              assertThat(after.get(i))
                  .as(name)
                  .isCloseTo(values.get(i), org.assertj.core.api.Assertions.within(1e-6f));
            }
          });
    }
  }
}
