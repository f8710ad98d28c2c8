package org.eobench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.results.RunResult;
import org.eobench.core.train.ToyEncoder;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs with a frozen encoder from a file, whose checkpoints leave its weights out. */
class FrozenRunTest extends ToyRuns {
  private Path weights = Path.of("");
  private String frozen = "";

  @BeforeEach
  void freezesAnEncoderFromAFile() {
    weights = work.resolve("weights/toy.safetensors");
    save(1);
    frozen =
        yaml.replace("finetune: true", "finetune: false")
            .replace("encoder_weights: null", "encoder_weights: " + weights)
            .replace("WORK", work.resolve("runs").toString())
            .replace("n_epochs: 2", "n_epochs: 1");
  }

  private void save(long seed) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Encoder encoder = new ToyEncoder(new TorchOps(manager, Precision.FP32));
      Weights.initialize(encoder.tensors(), manager, seed);
      Weights.save(encoder.tensors(), weights, Map.of());
    }
  }

  private static String tested(String config, RunResult trained) {
    return config
        .replace("train: true", "train: false")
        .replace("ckpt_dir: null", "ckpt_dir: " + trained.directory());
  }

  private static Map<String, String> metadata(Path checkpoint) {
    try (TensorFile file = TensorFile.open(checkpoint)) {
      return file.metadata();
    }
  }

  @Test
  void isTestedWithTheWeightsThatItsCheckpointNames() throws IOException {
    RunResult trained = run(frozen);
    assertThat(metadata(checkpoint(trained, "best")))
        .containsEntry("frozen_file", weights.toString())
        .containsKeys("frozen_sha256", "frozen_file_sha256")
        .doesNotContainKey("frozen_seed");

    RunResult again = run(tested(frozen, trained).replace("seed: 234", "seed: 5"));
    assertThat(scores(again)).isEqualTo(scores(trained));

    save(2);
    assertThatThrownBy(() -> run(tested(frozen, trained)))
        .hasMessageContaining("[Bench/FrozenWeightsDiffer]")
        .hasMessageContaining("those of " + weights)
        .hasMessageContaining("encoder.encoder_weights=" + weights);
    String random = frozen.replace("encoder_weights: " + weights, "encoder_weights: null");
    assertThatThrownBy(() -> run(tested(random, trained)))
        .hasMessageContaining("[Bench/FrozenWeightsDiffer]")
        .hasMessageContaining("the model has others: random ones of seed 234");
    Files.delete(weights);
    assertThatThrownBy(() -> run(tested(frozen, trained)))
        .hasMessageContaining("[Bench/MissingWeights]")
        .hasMessageContaining(weights.toString());
  }

  @Test
  void givesItsEncoderToAnotherRun() throws IOException {
    for (String extent : List.of("false", "retrain_input")) {
      RunResult first = run(frozen.replace("finetune: false", "finetune: " + extent));
      said.clear();
      Path best = checkpoint(first, "best");
      RunResult next =
          run(frozen.replace("encoder_weights: " + weights, "encoder_weights: " + best));
      assertThat(said).anyMatch(line -> line.matches("weights: 9 tensors loaded, 0 missing, .*"));
      assertThat(metadata(checkpoint(next, "best")))
          .containsEntry("frozen_file", best.toString())
          .containsEntry("frozen_tensors", "9");
      String hash = metadata(checkpoint(next, "best")).get("frozen_sha256");
      if (extent.equals("false")) {
        assertThat(hash).isEqualTo(metadata(best).get("frozen_sha256"));
      } else {
        assertThat(hash)
            .isNotEqualTo(metadata(checkpoint(run(frozen), "best")).get("frozen_sha256"));
      }
      save(2);
      assertThatThrownBy(() -> run(tested(frozen, next)))
          .hasMessageContaining("[Bench/FrozenWeightsDiffer]");
      String again = frozen.replace("encoder_weights: " + weights, "encoder_weights: " + best);
      assertThatThrownBy(() -> run(again))
          .hasMessageContaining("[Bench/FrozenWeightsDiffer]")
          .hasMessageContaining("the file of the frozen weights has changed since: " + weights);
      Files.delete(weights);
      assertThatThrownBy(() -> run(again))
          .hasMessageContaining("[Bench/FrozenWeightsMissing]")
          .hasMessageContaining(weights.toString());
      save(1);
    }
  }

  @Test
  void givesItsRandomEncoderToAnotherRun() throws IOException {
    String random = frozen.replace("encoder_weights: " + weights, "encoder_weights: null");
    RunResult first = run(random);
    Path best = checkpoint(first, "best");
    RunResult next =
        run(
            frozen
                .replace("encoder_weights: " + weights, "encoder_weights: " + best)
                .replace("seed: 234", "seed: 5"));
    assertThat(metadata(checkpoint(next, "best")).get("frozen_sha256"))
        .isEqualTo(metadata(best).get("frozen_sha256"));
  }
}
