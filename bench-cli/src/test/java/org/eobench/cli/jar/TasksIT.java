package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run of each task with nothing but the jar: the data set chooses what its task needs. */
class TasksIT {
  @TempDir private Path folder;

  private BenchProcess.Result run(String dataset, String decoder, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "encoder=dofa_tiny",
                "encoder.input_size=32",
                "encoder.embed_dim=32",
                "finetune=true",
                "device=cpu",
                "batch_size=2",
                "task.trainer.n_epochs=1",
                "dataset.img_size=32",
                "dataset.training_chips=12",
                "dataset.test_chips=4"));
    arguments.add("dataset=" + dataset);
    arguments.add("decoder=" + decoder);
    arguments.addAll(List.of(more));
    return BenchProcess.in(folder).run(arguments).succeeds();
  }

  @ParameterizedTest
  @CsvSource({
    "quickstart_regression, reg_upernet, decoder.channels=16, Living plants, RMSE, rmse",
    "quickstart_change, seg_siamupernet_diff, decoder.channels=16, Burnt between, IoU, iou",
    "quickstart_classification, cls_linear, seed=3, mean class accuracy, Accuracy, f1",
    "quickstart_multilabel, cls_linear, seed=3, Burnt ground, labels, f1"
  })
  void trainsAndScores(
      String dataset, String decoder, String more, String row, String word, String metric)
      throws Exception {
    BenchProcess.Result result = run(dataset, decoder, more);

    assertThat(result.out()).contains("test split of " + dataset, row, word, "always");
    try (var runs = Files.list(folder.resolve("runs"))) {
      Path run = runs.findFirst().orElseThrow();
      assertThat(run.resolve("results.csv")).content().contains(metric, dataset);
    }
  }
}
