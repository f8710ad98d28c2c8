package org.eobench.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eobench.core.nn.torch.GradientCheckpointing;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformerTrunkTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final List<Integer> run = new ArrayList<>();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Block i adds one; the norm negates. */
  private TransformerTrunk trunk(FinalNorm rule, List<Integer> layers) {
    List<UnaryOperator<NDArray>> blocks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      blocks.add(
          x -> {
            run.add(number);
            return x.add(1);
          });
    }
    return new TransformerTrunk(ops, blocks, NDArray::neg, rule, layers, 1);
  }

  @ParameterizedTest
  @CsvSource({"ALL, -1, -3", "LAST, 1, 3", "DEEPEST, 1, -3", "NONE, 1, 3"})
  void normalisesTheMapsItsRuleNames(FinalNorm rule, float first, float second) {
    NDArray tokens = manager.zeros(new Shape(2, 7, 5));

    FeatureMaps maps = trunk(rule, List.of(0, 2)).maps(tokens, 2, 3);

    assertThat(maps.levels()).hasSize(2);
    assertThat(maps.levels().get(0).getShape()).isEqualTo(new Shape(2, 5, 2, 3));
    assertThat(maps.levels().get(0).toFloatArray()).containsOnly(first);
    assertThat(maps.levels().get(1).toFloatArray()).containsOnly(second);
    assertThat(run).as("blocks after the last map are not run").containsExactly(0, 1, 2);
  }

  @Test
  void normalisesTheLastBlock() {
    NDArray tokens = manager.zeros(new Shape(1, 2, 4));

    assertThat(trunk(FinalNorm.LAST, List.of(3)).maps(tokens, 1, 1).last().toFloatArray())
        .containsOnly(-4);
  }

  @Test
  void laysPatchesOutRowByRowWithoutTheLeadingTokens() {
    NDArray tokens = manager.arange(5f).reshape(1, 5, 1);

    NDArray map = trunk(FinalNorm.NONE, List.of(0)).maps(tokens, 2, 2).last();

    assertThat(map.toFloatArray()).containsExactly(2, 3, 4, 5);
  }

  @Test
  void computesEachBlockAgainInTheBackwardPassWithCheckpointing() {
    try (GradientCollector tape = TorchEngine.get().newGradientCollector();
        GradientCheckpointing blocks = ops.beginCheckpointing(1)) {
      NDArray tokens = manager.zeros(new Shape(1, 2, 4));
      FeatureMaps maps = trunk(FinalNorm.ALL, List.of(0, 2)).maps(tokens, 1, 1);
      tape.backward(maps.levels().get(0).sum().add(maps.last().sum()));
      assertThat(blocks.parts()).as("three blocks and two norms").isEqualTo(5);

      blocks.backward();
    }
    assertThat(run).containsExactly(0, 1, 2, 2, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({"ALL", "NONE"})
  void theLastTokensAreThoseOfAllBlocksNormalised(FinalNorm rule) {
    NDArray tokens = manager.arange(6f).reshape(1, 3, 2);

    TransformerTrunk trunk = trunk(rule, List.of(0));
    TokenFeatures last = trunk.features(trunk.last(tokens));

    assertThat(run).containsExactly(0, 1, 2, 3);
    assertThat(last.cls().getShape()).isEqualTo(new Shape(1, 2));
    assertThat(last.cls().toFloatArray()).containsExactly(-4, -5);
    assertThat(last.patches().toFloatArray()).containsExactly(-6, -7, -8, -9);
  }
}
