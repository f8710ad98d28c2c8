package org.eobench.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Module;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.Weights;

/** Copies a module's tensors by saving and loading them. */
final class TensorCopy {
  private TensorCopy() {}

  static <M extends Module> void copy(Probe<M> from, Probe<M> to, Path file) throws IOException {
    Weights.save(from.module().tensors(), file, Map.of());
    try (TensorFile saved = TensorFile.open(file)) {
      Weights.load(to.module().tensors(), saved, CheckpointLayout.exact(), to.manager());
    }
  }

  static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
