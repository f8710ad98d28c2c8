package org.eobench.core.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.eval.Evaluator;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.inference.TileCount;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.CountingOps;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.task.EvaluatorKeys;

/** Counts what the prediction of a test image takes, with all its tiles and mirrored copies. */
final class MultiplyAdds {
  private MultiplyAdds() {}

  /**
   * Counts the multiplications, each of which comes with an addition. Of an image in tiles, passes
   * of one and of two tiles are counted, and stand for all of them.
   *
   * @return empty if a part of the model is a program whose products are not counted, or if images
   *     are predicted at several scales, whose passes differ
   */
  static OptionalLong ofTestImage(Plan plan, RunSetup setup) {
    EvaluatorKeys keys = plan.task().keys();
    if (!(setup.ops() instanceof CountingOps ops)
        || !keys.testTime().testScales().equals(List.of(1.0))) {
      return OptionalLong.empty();
    }
    EoDataset one = new SomeSamples(setup.dataset(), 0, 1);
    LoaderOptions options = LoaderOptions.evaluation(1, 0, plan.config().seed());
    Batch batch;
    try (DataLoader loader =
        new DataLoader(one, Split.TEST, setup.preprocessor(Split.TEST), options)) {
      batch = loader.epoch(0).iterator().next();
    }
    EoModel model = setup.model();
    boolean tiles =
        keys.inferenceMode() != InferenceMode.WHOLE
            && plan.task().kind().dense()
            && model.encoder().storedMaps() == null;
    OptionalLong copy =
        Evaluator.evaluating(
            model, () -> tiles ? inTiles(ops, model, keys, batch) : whole(ops, model, batch));
    int copies = keys.testTime().testFlip() ? 2 : 1;
    return copy.isEmpty() ? copy : OptionalLong.of(copies * copy.getAsLong());
  }

  private static OptionalLong inTiles(
      CountingOps ops, EoModel model, EvaluatorKeys keys, Batch batch) {
    int tile = model.encoder().spec().inputSize();
    long tiles = TileCount.of(batch.imageHeight(), batch.imageWidth(), tile, keys.slidingStride());
    long passes = (tiles + keys.slidingInferenceBatch() - 1) / keys.slidingInferenceBatch();
    OptionalLong one = pass(ops, model, batch, 1, tile);
    OptionalLong two = pass(ops, model, batch, 2, tile);
    if (one.isEmpty() || two.isEmpty()) {
      return OptionalLong.empty();
    }
    // Some encoders make their kernels anew in each pass, whatever the number of tiles in it.
    long ofTile = two.getAsLong() - one.getAsLong();
    long ofPass = one.getAsLong() - ofTile;
    return OptionalLong.of(tiles * ofTile + passes * ofPass);
  }

  /** A pass over tiles that were taken when and where an image was; their values do not matter. */
  private static OptionalLong pass(
      CountingOps ops, EoModel model, Batch batch, int tiles, int tile) {
    try (NDManager scope = ops.manager().newSubManager()) {
      Map<String, NDArray> images = new LinkedHashMap<>();
      batch
          .images()
          .forEach(
              (modality, image) -> {
                Shape shape = new Shape(tiles, image.channels(), image.frames(), tile, tile);
                images.put(modality, scope.zeros(shape));
              });
      EncoderInput input =
          new EncoderInput(images, Collections.nCopies(tiles, batch.acquisitions().get(0)));
      return ops.countWithoutComputing(() -> model.logits(input, tile, tile));
    }
  }

  private static OptionalLong whole(CountingOps ops, EoModel model, Batch batch) {
    try (NDManager scope = ops.manager().newSubManager()) {
      int height = batch.targets().height();
      int width = batch.targets().width();
      return ops.countWithoutComputing(
          () -> model.logits(DeviceBatch.input(batch, scope), height, width));
    }
  }
}
