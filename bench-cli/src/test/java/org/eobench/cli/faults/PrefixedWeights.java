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

  /** The best checkpoint of the only run in a folder. */
  static Path best(Path runs) {
    try (Stream<Path> found = Files.list(runs)) {
      return found.findFirst().orElseThrow().resolve("checkpoints/best.safetensors");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the tensors of the encoder with {@code prefix} before their names. */
  static Path write(Path checkpoint, String prefix, Path target) {
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
