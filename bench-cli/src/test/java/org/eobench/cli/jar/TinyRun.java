package org.eobench.cli.jar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The arguments of runs that take seconds: a tiny DOFA with a tiny decoder on tiny data. */
public final class TinyRun {
  private TinyRun() {}

  /** On chips that {@link ChipFiles} wrote. */
  static List<String> onChips(Path root, String... more) {
    return join(
        List.of(
            "dataset=hlsburnscars",
            "dataset.root_path=" + root,
            "dataset.img_size=" + ChipFiles.SIZE,
            "preprocessing=seg_default"),
        more);
  }

  /** On the data set that the program draws by itself. */
  public static List<String> onQuickstart(String... more) {
    return join(
        List.of(
            "dataset=quickstart",
            "dataset.img_size=64",
            "dataset.training_chips=6",
            "dataset.test_chips=2"),
        more);
  }

  private static List<String> join(List<String> data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "encoder=dofa_tiny",
                "encoder.input_size=32",
                "encoder.embed_dim=32",
                "decoder=seg_upernet_tiny",
                "decoder.channels=16",
                "finetune=true",
                "device=cpu",
                "batch_size=2",
                "task.trainer.n_epochs=2"));
    arguments.addAll(data);
    arguments.addAll(List.of(more));
    return arguments;
  }
}
