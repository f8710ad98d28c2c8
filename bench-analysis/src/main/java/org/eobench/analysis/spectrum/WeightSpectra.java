package org.eobench.analysis.spectrum;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.progress.ProgressListener;
import org.jspecify.annotations.Nullable;

/** Reads the spectra of all weights of a model that are matrices or kernels of convolutions. */
public final class WeightSpectra {
  /** Fewer eigenvalues say nothing about a tail. */
  private static final int LEAST = 50;

  /** Larger matrices take minutes each. */
  private static final int MOST = 5_000;

  /** The eigenvalues of the smaller of {@code WᵀW} and {@code WWᵀ}, in double (7). */
  private static final String EIGENVALUES =
      """
      def forward(self, w):
        x = torch.to(w.flatten(1), 7)
        if x.size(0) > x.size(1):
          gram = torch.matmul(x.transpose(0, 1), x)
        else:
          gram = torch.matmul(x, x.transpose(0, 1))
        return torch.linalg_eigvalsh(gram)
      """;

  private WeightSpectra() {}

  /**
   * The spectra in the order of the tensors; position tables, tokens, norms and biases have none.
   *
   * @param tensors parameters by name
   */
  public static List<WeightLayer> of(
      Map<String, Parameter> tensors, TorchOps ops, ProgressListener progress) {
    List<String> names =
        tensors.keySet().stream().filter(name -> isLayer(name, tensors.get(name))).toList();
    List<WeightLayer> layers = new ArrayList<>();
    try (ProgressListener.Bar bar = progress.bar("weights", names.size())) {
      for (String name : names) {
        Parameter weight = tensors.get(name);
        if (weight != null) {
          layers.add(layer(name, weight, ops));
        }
        bar.to(layers.size(), "");
      }
    }
    return layers;
  }

  private static boolean isLayer(String name, @Nullable Parameter tensor) {
    if (tensor == null || tensor.isBuffer() || !name.endsWith("weight")) {
      return false;
    }
    Shape shape = tensor.shape();
    if (shape.dimension() < 2) {
      return false;
    }
    long smaller = Math.min(shape.get(0), shape.size() / shape.get(0));
    return smaller > 1 && smaller <= MOST;
  }

  private static WeightLayer layer(String name, Parameter weight, TorchOps ops) {
    Shape shape = weight.shape();
    int outputs = Math.toIntExact(shape.get(0));
    int inputs = Math.toIntExact(shape.size() / outputs);
    double[] eigenvalues;
    try (NDManager scope = ops.manager().newSubManager()) {
      NDArray own = ops.borrow(weight.array(), scope);
      eigenvalues = ops.call(EIGENVALUES, own).toDoubleArray();
    }
    double norm = Arrays.stream(eigenvalues).sum();
    // Rounding leaves tiny eigenvalues of a singular matrix above or below 0.
    double least = 1e-12 * Arrays.stream(eigenvalues).max().orElse(0);
    double[] positive = Arrays.stream(eigenvalues).filter(value -> value > least).toArray();
    PowerLaw law = PowerLaw.fit(positive.length < LEAST ? new double[0] : positive);
    boolean found = law.tail() > 0;
    return new WeightLayer(
        name,
        outputs,
        inputs,
        Math.log10(norm),
        law.alpha(),
        found ? law.distance() : Double.NaN,
        law.tail());
  }
}
