package org.eobench.core.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;

/**
 * A process of its own that loads one large tensor and a small one behind it, and prints what it
 * found and the most memory it ever had.
 */
final class LargeLoad {
  private LargeLoad() {}

  /** Two parameters of the sizes of the file. */
  private static final class Model extends Module {
    Model(long large) {
      parameter("large", new Shape(large), Inits.constant(0));
      parameter("tail", new Shape(3), Inits.constant(0));
    }
  }

  /**
   * Loads and prints.
   *
   * @param arguments the file, the number of values of its large tensor, and places in it
   */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("OPT_OUT_TRACKING", "true");
    try (NDManager manager = NDManager.newBaseManager()) {
      // What libtorch itself takes is no part of the question.
      manager.create(1f).close();
      long before = kibibytes("VmHWM");
      Map<String, Parameter> model = new Model(Long.parseLong(arguments[1])).tensors();
      LoadReport report;
      try (TensorFile file = TensorFile.open(Path.of(arguments[0]))) {
        report =
            Weights.load(model, file, CheckpointLayout.exact().ignoring("pad"::equals), manager);
      }
      StringBuilder values = new StringBuilder();
      NDArray large = Objects.requireNonNull(model.get("large")).array().stopGradient();
      for (int i = 2; i < arguments.length; i++) {
        values.append(large.getFloat(Long.parseLong(arguments[i]))).append(' ');
      }
      NDArray tail = Objects.requireNonNull(model.get("tail")).array().stopGradient();
      for (float value : tail.toFloatArray()) {
        values.append(value).append(' ');
      }
      System.out.println("values " + values.toString().strip());
      System.out.println("loaded " + report.loaded().size());
      System.out.println("grown " + (kibibytes("VmHWM") - before));
    }
  }

  /** A line of the process's own status. */
  private static long kibibytes(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(key + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IllegalStateException(String.format(Locale.ROOT, "no %s", key));
  }
}
