package example;

import java.nio.file.Path;
import org.eobench.bench.Bench;
import org.eobench.bench.BenchOptions;
import org.eobench.core.error.BenchException;
import org.eobench.core.results.RunResult;

/** Trains a small model on generated burn scars and prints its mIoU. */
public final class Embed {
  /** The quickstart in seconds: few small chips, one epoch. */
  private static final String[] OVERRIDES = {
    "experiment=quickstart",
    "dataset.img_size=64",
    "dataset.training_chips=8",
    "dataset.test_chips=4",
    "task.trainer.n_epochs=1"
  };

  private Embed() {}

  /** Trains, tests and prints. */
  public static void main(String[] arguments) {
    BenchOptions options = BenchOptions.defaults().directory(Path.of("runs"));
    try (Bench bench = Bench.open(options)) {
      RunResult result = bench.run(OVERRIDES);
      System.out.println("mIoU " + result.score("mIoU"));
      System.out.println("run directory " + result.directory());
    } catch (BenchException refused) {
      System.out.println(refused.getMessage());
    }
  }
}
