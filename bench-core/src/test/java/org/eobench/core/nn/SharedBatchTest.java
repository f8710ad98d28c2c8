package org.eobench.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.SharedBatch;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.nn.vit.DropPath;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A network with two norms in a row and a residual sum. Its other half of the batch is the same as
 * its own, so that one process can play both: the numbers of the other are its own.
 */
class SharedBatchTest {
  private static final float TOLERANCE = 2e-6f;

  // As a script: DJL keeps no constant of an operator alive until the backward pass.
  private static final String SOME_LOSS =
      "def forward(self, x, y, z):\n  return torch.sum((x * 3 + y) * z)\n";

  private static final SharedBatch.Part HALF = new SharedBatch.Part(0, 2, 4);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final UnaryOperator<NDArray> twins = row -> NDArrays.stack(new NDList(row, row));
  private Network network;
  private NDArray images;

  /** {@code relu(norm(conv x)) + relu(norm(conv …))}, as in a residual block. */
  private static final class Network extends Module {
    private final ConvNormAct first;
    private final ConvNormAct second;
    private final BatchNorm2d third;

    Network(TorchOps ops) {
      first = child("first", new ConvNormAct(ops, 3, 4, 3, true, Activation.RELU, "0", "1"));
      second = child("second", new ConvNormAct(ops, 8, 4, 3, false, Activation.GELU, "0", "1"));
      third = child("third", new BatchNorm2d(ops, 4));
    }

    NDArray forward(NDArray x) {
      NDArray y = first.forward(x);
      return third.forward(second.mix(List.of(y, y)).add(y));
    }
  }

  @BeforeEach
  void setUp() {
    network = new Network(ops);
    Weights.initialize(network.tensors(), manager, 3);
    network.setTrainable(true);
    network.setTraining(true);
    ops.seed(5);
    images = manager.randomNormal(0.3f, 2, new Shape(2, 3, 5, 5), DataType.FLOAT32);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private record Result(
      float[] output, Map<String, float[]> gradients, Map<String, float[]> buffers) {}

  /** Some loss of the output, whose gradient is not constant. */
  private static NDArray loss(NDArray y) {
    return y.mul(y).mul(y).sum();
  }

  private Result step(NDArray x, boolean shared) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    float[] output;
    try (NDManager scope = manager.newSubManager();
        GradientCollector tape = scope.getEngine().newGradientCollector();
        SharedBatch norms = shared ? SharedBatch.begin(ops, HALF, twins) : null) {
      NDArray input = x.duplicate();
      input.attach(scope);
      NDArray y = network.forward(input);
      output = y.toFloatArray();
      tape.backward(loss(y));
      if (norms != null) {
        norms.backward();
      }
    }
    Map<String, float[]> buffers = new LinkedHashMap<>();
    network
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (tensor.trainable()) {
                gradients.put(name, tensor.array().getGradient().toFloatArray());
              } else if (name.contains("running")) {
                buffers.put(name, tensor.array().toFloatArray());
              }
            });
    return new Result(output, gradients, buffers);
  }

  @Test
  void halfABatchInEachOfTwoProcessesIsTheWholeBatch() {
    Result half = step(images, true);
    setUpAgain();
    Result whole = step(images.concat(images), false);

    List<String> names = new ArrayList<>(whole.gradients().keySet());
    assertThat(names).hasSize(9);
    for (String name : names) {
      // The gradients of the whole are the sum of those of two processes, which are the same here.
      assertClose(
          twice(Objects.requireNonNull(half.gradients().get(name))),
          Objects.requireNonNull(whole.gradients().get(name)),
          name);
    }
    for (String name : whole.buffers().keySet()) {
      assertClose(
          Objects.requireNonNull(half.buffers().get(name)),
          Objects.requireNonNull(whole.buffers().get(name)),
          name);
    }
    assertThat(whole.buffers()).hasSize(6);
    for (int i = 0; i < half.output().length; i++) {
      assertThat(half.output()[i]).isCloseTo(whole.output()[i], within(TOLERANCE));
    }
  }

  private void setUpAgain() {
    NDArray same = images;
    setUp();
    images = same;
  }

  private static float[] twice(float[] values) {
    float[] doubled = values.clone();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] *= 2;
    }
    return doubled;
  }

  private static void assertClose(float[] actual, float[] expected, String name) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as(name)
          .isCloseTo(expected[i], within(TOLERANCE * Math.max(1, largest) * 10));
    }
  }

  @Test
  void theGradientGoesOnThroughDetachedMapsOnce() {
    NDArray weight = manager.create(new float[] {1, 2, 3});
    weight.setRequiresGradient(true);
    try (NDManager scope = manager.newSubManager();
        GradientCollector tape = scope.getEngine().newGradientCollector();
        SharedBatch norms = SharedBatch.begin(ops, HALF, twins)) {
      NDArray owned = ops.borrow(weight, scope);
      NDArray map = owned.mul(owned);
      NDArray twice = ops.call("def forward(self, x):\n  return x * 2\n", map);
      List<NDArray> maps = norms.detached(List.of(map, twice, manager.ones(new Shape(3))));
      tape.backward(ops.call(SOME_LOSS, maps.toArray(NDArray[]::new)));
      norms.backward();
    }
    // d/dw (3 w² + 2 w²) = 10 w
    assertThat(weight.getGradient().toFloatArray()).containsExactly(10, 20, 30);
  }

  @Test
  void dropoutIsThatOfTheWholeBatch() {
    NDArray whole = manager.ones(new Shape(10, 3, 4, 2));
    for (Dropout dropout : List.of(Dropout.ofValues(ops, 0.4), Dropout.ofMaps(ops, 0.4))) {
      dropout.setTraining(true);
      ops.seed(11);
      NDArray expected = dropout.forward(whole);
      NDArray joined = null;
      // Five samples of two rows each, in parts of two and three samples.
      for (SharedBatch.Part part :
          List.of(new SharedBatch.Part(0, 2, 5), new SharedBatch.Part(2, 3, 5))) {
        try (SharedBatch shared = SharedBatch.begin(ops, part, twins)) {
          ops.seed(11);
          NDArray own = dropout.forward(manager.ones(new Shape(2 * part.size(), 3, 4, 2)));
          joined = joined == null ? own : joined.concat(own);
        }
      }
      assertThat(joined).isEqualTo(expected);
      assertThat(expected.countNonzero().getLong()).isBetween(1L, expected.size() - 1);
    }
  }

  @Test
  void samplesAreDroppedAsInTheWholeBatch() {
    DropPath path = new DropPath(ops, 0.5);
    path.setTraining(true);
    ops.seed(2);
    NDArray expected = path.forward(manager.ones(new Shape(8, 3, 2)));
    try (SharedBatch shared = SharedBatch.begin(ops, new SharedBatch.Part(3, 5, 8), twins)) {
      ops.seed(2);
      NDArray own = path.forward(manager.ones(new Shape(5, 3, 2)));
      assertThat(own).isEqualTo(expected.get("3:8"));
    }
  }
}
