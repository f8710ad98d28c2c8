package org.eobench.core.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.eobench.core.nn.torch.Interpolation;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictionTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givesUpTheLogitsBeforeTheBackwardPassAndKeepsTheGradient() {
    NDArray coarse = Tensors.floats(manager, 1, 2, 3, 4, 4);
    NDArray target = manager.zeros(new Shape(2, 16, 16)).toType(DataType.INT64, true);
    assertThat(gradient(coarse, target, true)).isEqualTo(gradient(coarse, target, false));
  }

  private float[] gradient(NDArray coarse, NDArray target, boolean asPrediction) {
    try (NDManager scope = manager.newSubManager();
        GradientCollector tape = scope.getEngine().newGradientCollector()) {
      NDArray x = coarse.duplicate();
      x.attach(scope);
      x.setRequiresGradient(true);
      NDArray logits = ops.interpolate(x, 16, 16, Interpolation.BILINEAR);
      NDArray second = ops.interpolate(x, 16, 16, Interpolation.NEAREST);
      NDArray loss;
      if (asPrediction) {
        Prediction prediction =
            new Prediction(logits, List.of(new Prediction.Auxiliary(0.5, second)));
        loss = prediction.loss(ops, map -> ops.crossEntropy(map, target, null, -1));
        prediction.close();
        assertThat(scope.getManagedArrays()).noneMatch(array -> array == logits || array == second);
      } else {
        NDArray own = ops.crossEntropy(logits, target, null, -1);
        loss = own.add(ops.crossEntropy(second, target, null, -1).mul(0.5));
      }
      tape.backward(loss);
      return x.getGradient().toFloatArray();
    }
  }
}
