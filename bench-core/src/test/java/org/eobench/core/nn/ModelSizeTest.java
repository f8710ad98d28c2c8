package org.eobench.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import org.eobench.core.error.Problem;
import org.eobench.core.nn.vit.PositionEmbedding;
import org.junit.jupiter.api.Test;

class ModelSizeTest {
  private static final class Layer extends Module {
    Layer(long... shape) {
      parameter("weight", new Shape(shape), Inits.ZEROS);
    }
  }

  private static final class Stack extends Module {
    Stack(int depth, long... shape) {
      for (int i = 0; i < depth; i++) {
        child("layers." + i, new Layer(shape));
      }
    }
  }

  @Test
  void findsAModelTooLargeForTheMachineBeforeAnyMemoryIsTaken() {
    Problem fault = ModelSize.fault(new Stack(3, 99_840, 99_840, 99_840).tensors()).orElseThrow();
    assertThat(fault.what())
        .startsWith("the model has 2,985,")
        .contains(" parameters, which take 11,94")
        .endsWith("the largest tensor is layers.0.weight (99840, 99840, 99840)");
    assertThat(fault.expected()).contains("the memory of this machine");
    assertThat(ModelSize.fault(new Stack(3, 64, 64).tensors())).isEmpty();
  }

  @Test
  void findsATensorThatNoArrayOfJavaHolds() {
    // Two gibivalues are eight gigabytes, which many machines have.
    assertThat(ModelSize.fault(new Layer(2, 1L << 30).tensors())).isPresent();
  }

  @Test
  void refusesAModelOfTooManyLayersWhileItIsDeclared() {
    assertThat(new Stack(Module.MOST_PARTS - 1, 1).tensors()).hasSize(Module.MOST_PARTS - 1);
    assertThatThrownBy(() -> new Stack(Module.MOST_PARTS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model has more than 10,000 layers: reduce its depth");
  }

  @Test
  void refusesATableLongerThanAnyModelNeeds() {
    assertThat(ModelSize.values(257, 1024)).isEqualTo(263_168);
    assertThatThrownBy(() -> PositionEmbedding.sinCos2d(96, 40_000, 40_000, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "a table of shape (1600000001, 96) would have 153,600,000,096 values");
  }
}
