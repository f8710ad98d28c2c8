package org.eobench.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.plan.ConfigOptions;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs of toy parts in a folder of their own. */
abstract class ToyRuns {
  @TempDir Path work;

  final StopSignal stop = new StopSignal();
  final List<String> said = new ArrayList<>();
  String yaml = "";

  @BeforeEach
  void keepsRunsInAFolderOfItsOwn() {
    yaml = ToyParts.YAML.replace("WORK", work.toString());
  }

  RunResult run(String config) {
    return run(config, () -> {});
  }

  /** Keeps what is said. */
  ProgressListener listener(Runnable afterEachStep) {
    return new ProgressListener() {
      @Override
      public void message(String text) {
        said.add(text);
      }

      @Override
      public Bar bar(String stage, long total) {
        return new Bar() {
          @Override
          public void to(long done, String detail) {
            afterEachStep.run();
          }

          @Override
          public void note(String text) {}

          @Override
          public void close() {}
        };
      }
    };
  }

  RunResult run(String config, Runnable afterEachStep) {
    RunRequest request =
        new RunRequest(
            ToyParts.config(config),
            Map.of("encoder", "toy", "decoder", "toy", "dataset", "toy", "task", "segmentation"),
            List.of("encoder=toy"),
            Map.of(".hydra/config.yaml", "kept"),
            ConfigOptions.NONE,
            List.of());
    return new Experiment(ToyParts.components(), listener(afterEachStep), stop, null).run(request);
  }

  List<Path> runs() throws IOException {
    try (Stream<Path> folders = Files.list(work)) {
      return folders.sorted().toList();
    }
  }

  /** What the test of a run found, in full precision. */
  static String scores(RunResult outcome) throws IOException {
    List<String> log = Files.readAllLines(outcome.directory().resolve("metrics.jsonl"));
    return log.stream()
        .filter(line -> line.contains("\"kind\":\"test\""))
        .findFirst()
        .orElseThrow();
  }

  static Path checkpoint(RunResult outcome, String name) {
    return outcome.directory().resolve("checkpoints/" + name + ".safetensors");
  }

  String check(String config) {
    RunRequest request = new RunRequest(ToyParts.config(config), Map.of(), List.of());
    return new Check(ToyParts.components(), ProgressListener.silent()).run(request).text();
  }
}
