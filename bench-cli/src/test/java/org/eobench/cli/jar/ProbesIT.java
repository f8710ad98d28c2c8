package org.eobench.cli.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eobench.core.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Classes of images from data to table, by probes that are trained and by those that are fitted.
 */
class ProbesIT {
  /** Holds the chips, which are the same for every test. */
  @TempDir private static Path cache;

  @TempDir private Path folder;

  /** More than the best that one can do without looking at the images. */
  @ParameterizedTest
  @CsvSource({
    "quickstart_classification, classification, cls_linear",
    "quickstart_classification, knn_probe, cls_knn",
    "quickstart_classification, classification, cls_logreg",
    "quickstart_multilabel, linear_classification_multi_label, cls_linear",
    "quickstart_multilabel, knn_probe_multi_label, cls_knn_multilabel",
    "quickstart_multilabel, multi_label_classification, cls_logreg"
  })
  void beatsTheConstantBaseline(String dataset, String task, String decoder) throws IOException {
    BenchProcess.Result result =
        BenchProcess.in(folder).run(arguments(dataset, task, decoder)).succeeds();
    List<String> lines = Files.readAllLines(onlyRun().resolve("results.csv"));
    int f1 = Arrays.asList(lines.get(0).split(",")).indexOf("f1");
    assertThat(f1).isPositive();
    double reached = score(lines, "mean", f1);
    assertThat(reached).as(result.out()).isGreaterThan(score(lines, "constant", f1) + 0.1);
  }

  @Test
  void aFittedProbeDoesNotTrainTheEncoder() {
    List<String> arguments =
        new ArrayList<>(arguments("quickstart_classification", "classification", "cls_knn"));
    arguments.set(0, "encoder=dofa_tiny");
    arguments.add("finetune=true");
    BenchProcess.in(folder)
        .run(arguments)
        .failsWith(ExitCode.CONFIG, "[Bench/NothingTrains]", "finetune=false");
  }

  private static List<String> arguments(String dataset, String task, String decoder) {
    return List.of(
        "encoder=image_stats_tiny",
        "decoder=" + decoder,
        "dataset=" + dataset,
        "task=" + task,
        "device=cpu",
        "cache_dir=" + cache,
        "batch_size=20",
        "optimizer.lr=0.05",
        "task.trainer.n_epochs=10");
  }

  private static double score(List<String> lines, String kind, int column) {
    String line =
        lines.stream().filter(text -> text.startsWith(kind + ",")).findFirst().orElseThrow();
    String unquoted = line.replaceAll("\"[^\"]*\"", "quoted"); // lists of classes have commas
    return Double.parseDouble(unquoted.split(",")[column]);
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      return runs.reduce((one, other) -> other).orElseThrow();
    }
  }
}
