package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deterministic_threads}: the same bits, whatever the environment says about threads. */
class ThreadsIT {
  @TempDir private Path temporary;
  private Path chips;

  @BeforeEach
  void writeChips() {
    chips = ChipFiles.write(temporary.resolve("chips"));
  }

  @Test
  void theSameNumberGivesTheSameBitsWhateverTheEnvironmentSays() throws IOException {
    Map<String, float[]> expected = train("1", "deterministic_threads=2");
    assertThat(expected).hasSizeGreaterThan(30);
    for (String environment : new String[] {"3"}) {
      Map<String, float[]> actual = train(environment, "deterministic_threads=2");
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (name, values) ->
              assertThat(actual.get(name))
                  .as("%s with OMP_NUM_THREADS=%s", name, environment)
                  .isEqualTo(values));
    }
  }

  private Map<String, float[]> train(String environment, String key) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("omp" + environment));
    BenchProcess.in(folder)
        .runAfter(
            "export OMP_NUM_THREADS=" + environment + " MKL_NUM_THREADS=" + environment,
            TinyRun.onChips(chips, key, "task.trainer.n_epochs=1"))
        .succeeds();
    Path run = RunIT.onlyRun(folder.resolve("runs"));
    assertThat(run.resolve("run.json"))
        .content()
        .contains("\"intra_op\" : 2", "\"deterministic\" : 2");
    Map<String, float[]> values = new TreeMap<>();
    try (TensorFile file = TensorFile.open(run.resolve("checkpoints/last.safetensors"))) {
      for (TensorInfo tensor : file.tensors()) {
        values.put(tensor.name(), file.floats(tensor.name()));
      }
    }
    return values;
  }
}
