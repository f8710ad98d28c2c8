package org.eobench.pretrain.mae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.eobench.pretrain.mask.RandomMask;
import org.eobench.pretrain.testing.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MaePartsTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theLossOfPixelsIsThatOfTheOriginal() {
    Recorded recorded = new Recorded("ssl_mae_loss");
    JsonNode config = recorded.config();
    int dates = config.path("patch_size").get(0).asInt();
    int side = config.path("patch_size").get(1).asInt();
    Patches patches = new Patches(ops, dates, side);
    NDArray target = patches.vectors(recorded.floats("x", manager));
    recorded.put("target", target);
    NDArray predicted = recorded.floats("pred", manager);
    int steps = config.path("frames").asInt() / dates;
    int rows = config.path("height").asInt() / side;
    int columns = config.path("width").asInt() / side;
    recorded.put("unpatchify_pred", patches.images(predicted, steps, rows, columns));
    RandomMask mask =
        RandomMask.of(recorded.doubles("noise"), 2, 12, config.path("mask_ratio").asDouble());
    NDArray removed = manager.create(mask.removed(), new Shape(2, 12));
    recorded.put("mask", removed);
    recorded.put("ids_restore", Arrays.stream(mask.restore()).asDoubleStream().toArray());
    double[] tokens = recorded.doubles("seq");
    recorded.put(
        "kept",
        IntStream.range(0, 2 * mask.kept() * 5)
            .mapToDouble(
                i -> {
                  int image = i / (mask.kept() * 5);
                  int token = (int) mask.indices()[i / 5];
                  return tokens[(image * 12 + token) * 5 + i % 5];
                })
            .toArray());
    predicted.setRequiresGradient(true);
    try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
      NDArray loss =
          new MaeLoss(ops, config.path("norm_pix_loss").asBoolean())
              .loss(predicted, target, removed);
      recorded.put("loss", loss);
      tape.backward(loss);
    }
    recorded.put("grad_pred", predicted.getGradient());
    recorded.check();
  }

  @Test
  void normalizesEachPatchByItsUnbiasedVariance() {
    NDArray target = manager.create(new float[] {1, 2, 3, 4, 10, 10, 10, 14}, new Shape(1, 2, 4));
    NDArray predicted = manager.zeros(new Shape(1, 2, 4));
    NDArray removed = manager.create(new float[] {1, 0}, new Shape(1, 2));
    // The squares of a normalized patch of n values sum up to n - 1.
    assertThat(new MaeLoss(ops, true).loss(predicted, target, removed).getFloat())
        .isCloseTo(0.75f, within(1e-5f));
    assertThat(new MaeLoss(ops, false).loss(predicted, target, removed).getFloat())
        .isCloseTo(7.5f, within(1e-5f));
  }

  @Test
  void theDecoderPutsVisibleTokensBackInTheirPlaces() {
    MaeDecoder decoder = new MaeDecoder(ops, 8, 5, new MaeConfig.DecoderConfig(16, 1, 2, 2));
    Weights.initialize(decoder.tensors(), manager, 1);
    NDArray tokens = manager.randomNormal(new Shape(1, 3, 8));
    NDArray cls = manager.randomNormal(new Shape(1, 8));
    NDArray swapped = tokens.flip(1);
    // Patches 4, 0 and 3 of 6, then the same ones in the reverse order.
    long[] first = {1, 3, 4, 2, 0, 5};
    long[] second = {1, 3, 4, 0, 2, 5};
    NDArray one =
        decoder.forward(
            new TokenFeatures(cls, tokens), manager.create(first, new Shape(1, 6)), 2, 3);
    NDArray same =
        decoder.forward(
            new TokenFeatures(cls, swapped), manager.create(second, new Shape(1, 6)), 2, 3);
    assertThat(one.getShape()).isEqualTo(new Shape(1, 6, 5));
    assertThat(one.sub(same).abs().max().getFloat()).isLessThan(1e-5f);
    NDArray other =
        decoder.forward(
            new TokenFeatures(cls, swapped), manager.create(first, new Shape(1, 6)), 2, 3);
    assertThat(one.sub(other).abs().max().getFloat()).isGreaterThan(1e-3f);
  }
}
