package org.eobench.analysis.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.progress.ProgressListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightSpectraTest {
  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());

  @AfterEach
  void free() {
    manager.close();
  }

  /** A kernel whose eigenvalues follow a power law, and tensors that are no layers. */
  private static final class Model extends Module {
    final Parameter kernel = parameter("conv.weight", new Shape(60, 32, 2, 2), Inits.ZEROS);
    final Parameter small = parameter("small.weight", new Shape(3, 5), Inits.ZEROS);
    final Parameter norm = parameter("norm.weight", new Shape(60), Inits.ZEROS);
    final Parameter table = parameter("offset_table", new Shape(60, 60), Inits.ZEROS);
    final Parameter token = parameter("cls_token", new Shape(1, 1, 60), Inits.ZEROS);
  }

  @Test
  void findsTheExponentOfAKernelAndTheNormsOfAllLayers() {
    Model model = new Model();
    float[] diagonal = new float[60 * 128];
    double sum = 0;
    for (int i = 0; i < 60; i++) {
      double eigenvalue = Math.pow(1 - (i + 0.5) / 60, -1 / (3.0 - 1));
      diagonal[i * 128 + i] = (float) Math.sqrt(eigenvalue);
      sum += eigenvalue;
    }
    model.kernel.set(manager.create(diagonal, new Shape(60, 32, 2, 2)));
    model.small.set(manager.full(new Shape(3, 5), 2f));
    model.norm.set(manager.ones(new Shape(60)));
    model.table.set(manager.ones(new Shape(60, 60)));
    model.token.set(manager.ones(new Shape(1, 1, 60)));
    List<WeightLayer> layers =
        WeightSpectra.of(
            model.tensors(), new TorchOps(manager, Precision.FP32), ProgressListener.silent());
    assertThat(layers)
        .extracting(WeightLayer::tensor)
        .containsExactly("conv.weight", "small.weight");
    WeightLayer kernel = layers.get(0);
    assertThat(kernel.inputs()).isEqualTo(128);
    assertThat(kernel.alpha()).isCloseTo(3, within(0.15));
    assertThat(kernel.logNorm()).isCloseTo(Math.log10(sum), within(1e-5));
    assertThat(layers.get(1).alpha()).isNaN();
    assertThat(layers.get(1).logNorm()).isCloseTo(Math.log10(60), within(1e-6));
  }
}
