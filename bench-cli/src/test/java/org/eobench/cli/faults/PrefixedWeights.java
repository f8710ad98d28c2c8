package org.eobench.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;

/** The encoder of a finished run, written under names as other programs write them. */
final class PrefixedWeights {
  private static final String OURS = "encoder.";

  private PrefixedWeights() {}

  /**
   * Trains on a folder of images, then asserts that the encoder's weights are read whatever prefix
   * their names have.
   *
   * @param folder where runs and weights are written
   * @return the best checkpoint of the training
   */
  static Path requireRead(Path data, Path folder, List<String> prefixes) {
    List<String> run = CheckedFolder.words(data, "finetune=true", "task.trainer.n_epochs=1");
    run.add("work_dir=" + folder.resolve("runs"));
    ProgramAnswer.to(run, folder).fits();
    Path best = best(folder.resolve("runs"));
    for (String prefix : prefixes) {
      Path file = write(best, prefix, folder.resolve("weights.safetensors"));
      CheckedFolder.check(data, "encoder.encoder_weights=" + file)
          .fits()
          .says("74 tensors loaded", prefix);
    }
    return best;
  }

  /** The best checkpoint of the only run in a folder. */
  private static Path best(Path runs) {
    try (Stream<Path> found = Files.list(runs)) {
      return found.findFirst().orElseThrow().resolve("checkpoints/best.safetensors");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the tensors of the encoder with {@code prefix} before their names. */
  private static Path write(Path checkpoint, String prefix, Path target) {
    List<SafetensorsWriter.Entry> entries = new ArrayList<>();
    try (TensorFile file = TensorFile.open(checkpoint)) {
      for (TensorInfo tensor : file.tensors()) {
        if (tensor.name().startsWith(OURS)) {
          String name = prefix + tensor.name().substring(OURS.length());
          entries.add(
              SafetensorsWriter.Entry.floats(name, tensor.shape(), file.floats(tensor.name())));
        }
      }
    }
    SafetensorsWriter.write(target, entries, Map.of());
    return target;
  }
}
