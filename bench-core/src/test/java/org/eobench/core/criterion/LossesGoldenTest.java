package org.eobench.core.criterion;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.criterion.OverlapConfig.AbsentClasses;
import org.eobench.core.criterion.OverlapConfig.IgnoredPredictions;
import org.eobench.core.criterion.OverlapConfig.Over;
import org.eobench.core.criterion.SumOfLosses.Term;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.testing.GoldenArrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Losses and their gradients, recorded from PyTorch and from the libraries of their authors. */
class LossesGoldenTest {
  private static final OverlapConfig BATCH =
      new OverlapConfig(1e-7, IgnoredPredictions.SKIP, AbsentClasses.ZERO, Over.BATCH, 1);

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final CriterionContext four = new CriterionContext(ops, 4, -1, List.of());
  private final CriterionContext two = new CriterionContext(ops, 2, -1, List.of());

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void focalOfTheSoftmax() {
    check("loss_focal_softmax", new Focal(new FocalConfig(2, null), four));
  }

  @Test
  void focalOfEachClass() {
    FocalConfig config = new FocalConfig(2, null, FocalConfig.Activation.SIGMOID);
    check("loss_focal_multiclass", new Focal(config, four));
  }

  @Test
  void focalOfOneChannel() {
    check("loss_focal_sigmoid", new Focal(new FocalConfig(2, List.of(0.75, 0.25)), two));
  }

  @Test
  void huberAndMeanAbsoluteError() {
    CriterionContext one = new CriterionContext(ops, 1, -1, List.of());
    check("loss_huber", RegressionLoss.huber(new RegressionLoss.HuberConfig(1), one));
    GoldenArrays golden = GoldenArrays.require2026("loss_huber");
    Criterion mae = RegressionLoss.mae(new RegressionLoss.PlainConfig(), one);
    golden.check("l1", mae.loss(logits(golden), target(golden)).toFloatArray());
  }

  @Test
  void jaccardOfTheBatch() {
    check("loss_jaccard_multiclass", OverlapLoss.jaccard(BATCH, four));
  }

  @Test
  void jaccardOfOneChannel() {
    check("loss_jaccard_binary", OverlapLoss.jaccard(BATCH, two));
  }

  @Test
  void labelSmoothing() {
    check("loss_label_smoothing", new CrossEntropy(new CrossEntropyConfig(0.1), four));
  }

  @Test
  void lovaszHinge() {
    check("loss_lovasz_hinge", new LovaszHinge(new LovaszHingeConfig(true), two));
  }

  @Test
  void lovaszSoftmax() {
    check("loss_lovasz_softmax", new Lovasz(new LovaszConfig(), four));
  }

  @Test
  void sumOfLosses() {
    OverlapConfig pangaea = new OverlapConfig(1e-6, IgnoredPredictions.COUNT, AbsentClasses.COUNT);
    Criterion sum =
        new SumOfLosses(
            List.of(
                new Term(1, new CrossEntropy(new CrossEntropyConfig(0), four)),
                new Term(0.5, OverlapLoss.dice(pangaea, four))),
            four);
    check("loss_sum", sum);
  }

  private void check(String id, Criterion criterion) {
    GoldenArrays golden = GoldenArrays.require2026(id);
    NDArray logits = logits(golden);
    logits.setRequiresGradient(true);
    try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
      NDArray loss = criterion.loss(logits, target(golden));
      golden.check("loss", loss.toFloatArray());
      tape.backward(loss);
    }
    golden.check("grad", logits.getGradient().toFloatArray());
  }

  /** {@code [B,K,H,W]}; one channel may be recorded without its axis. */
  private NDArray logits(GoldenArrays golden) {
    long[] shape = golden.input("logits").shape();
    NDArray logits = manager.create(golden.input("logits").floats(), new Shape(shape));
    return shape.length == 3 ? logits.expandDims(1) : logits;
  }

  /** Labels {@code [B,H,W]} as integers, values as they are. */
  private NDArray target(GoldenArrays golden) {
    long[] shape = golden.input("target").shape();
    boolean channel = shape.length == 4;
    Shape map = new Shape(channel ? new long[] {shape[0], shape[2], shape[3]} : shape);
    float[] values = golden.input("target").floats();
    boolean labels = channel || golden.isInteger("target");
    return labels ? manager.create(longs(values), map) : manager.create(values, map);
  }

  private static long[] longs(float[] values) {
    long[] longs = new long[values.length];
    Arrays.setAll(longs, i -> (long) values[i]);
    return longs;
  }
}
