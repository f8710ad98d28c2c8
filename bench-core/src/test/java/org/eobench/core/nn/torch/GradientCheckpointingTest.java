package org.eobench.core.nn.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GradientCheckpointingTest {
  private static final String SQUARE = Scripts.unary("x * x");

  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private NDArray weight;

  @BeforeEach
  void createWeight() {
    weight = manager.create(new float[] {1, 2, -3});
    weight.setRequiresGradient(true);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** The gradient of the sum of what {@code model} makes of twice the weight. */
  private float[] gradient(UnaryOperator<NDArray> model) {
    try (NDManager step = manager.newSubManager();
        GradientCollector tape = TorchEngine.get().newGradientCollector();
        GradientCheckpointing checkpointing = ops.beginCheckpointing(5)) {
      NDArray input = ops.call(Scripts.unary("x + x"), ops.borrow(weight, step));
      tape.backward(model.apply(ops.detached(input)).sum());
      checkpointing.backward();
      return weight.getGradient().toFloatArray();
    }
  }

  @Test
  void passesGradientsThroughPartsToWhatIsBeforeThem() {
    // d((2w)²)²/dw = 64w³
    float[] found =
        gradient(
            x -> {
              UnaryOperator<NDArray> square = y -> ops.call(SQUARE, y);
              return ops.recomputed(square, ops.recomputed(square, x));
            });
    assertThat(found).containsExactly(64, 512, -1728);
  }

  @Test
  void addsTheGradientsOfSeveralUsers() {
    // d((2w)² + 2w)/dw = 8w + 2
    float[] found =
        gradient(
            x -> ops.recomputed(y -> ops.call(SQUARE, y), x).add(ops.recomputed(y -> y.mul(1), x)));
    assertThat(found).containsExactly(10, 18, -22);
  }

  @Test
  void computesEachPartTwiceAndKeepsNothingFromWithinIt() {
    AtomicInteger runs = new AtomicInteger();
    AtomicInteger kept = new AtomicInteger();
    gradient(
        x -> {
          int before = x.getManager().getManagedArrays().size();
          NDArray output =
              ops.recomputed(
                  y -> {
                    runs.incrementAndGet();
                    return ops.gelu(ops.gelu(ops.gelu(y)));
                  },
                  x);
          kept.set(x.getManager().getManagedArrays().size() - before);
          return output;
        });
    assertThat(runs).hasValue(2);
    assertThat(kept).as("arrays that a part leaves, its output").hasValue(1);
  }

  @Test
  void drawsTheSameRandomNumbersTwice() {
    float[][] seen = new float[1][];
    float[] found =
        gradient(
            x -> {
              NDArray output = ops.recomputed(y -> ops.dropout(y.tile(64), 0.5), x);
              seen[0] = output.toFloatArray();
              return output;
            });
    // The slope of a value that is kept is 2 (from 2w) times 2 (from dropout).
    float[] wanted = new float[3];
    for (int i = 0; i < seen[0].length; i++) {
      wanted[i % 3] += seen[0][i] == 0 ? 0 : 4;
    }
    assertThat(found).isEqualTo(wanted);
    assertThat(seen[0]).contains(0);
  }

  @Test
  void endsWithTheStep() {
    gradient(x -> ops.recomputed(y -> y.mul(2), x));
    assertThat(ops.detached(weight)).isSameAs(weight);
  }
}
