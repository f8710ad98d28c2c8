package org.eobench.core.run;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.eval.Evaluator;
import org.eobench.core.inference.InferenceMode;
import org.eobench.core.inference.TileCount;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.loader.ImageBatch;
import org.eobench.core.loader.LoaderOptions;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.torch.CountingOps;
import org.eobench.core.run.plan.Plan;
import org.eobench.core.task.EvaluatorKeys;

/** Counts what the prediction of a test image takes, with all its tiles and mirrored copies. */
final class MultiplyAdds {
  private MultiplyAdds() {}

  /**
   * Counts the multiplications, each of which comes with an addition, of one pass of the size that
   * the model sees, and multiplies them by the passes of an image.
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
    try (DataLoader loader =
        new DataLoader(one, Split.TEST, setup.preprocessor(Split.TEST), options)) {
      Batch batch = loader.epoch(0).iterator().next();
      EoModel model = setup.model();
      int height = batch.imageHeight();
      int width = batch.imageWidth();
      boolean tiles = keys.inferenceMode() != InferenceMode.WHOLE && plan.task().kind().dense();
      int tile = model.encoder().spec().inputSize();
      long passes = tiles ? TileCount.of(height, width, tile, keys.slidingStride()) : 1;
      long mirrorings = keys.testTime().testFlip() ? 2 : 1;
      OptionalLong once =
          Evaluator.evaluating(model, () -> count(ops, model, tiles ? zeros(batch, tile) : batch));
      return once.isEmpty()
          ? once
          : OptionalLong.of(Math.multiplyExact(once.getAsLong(), passes * mirrorings));
    }
  }

  /** The multiplications of a pass; the values of the images do not matter. */
  private static OptionalLong count(CountingOps ops, EoModel model, Batch batch) {
    try (NDManager scope = ops.manager().newSubManager()) {
      boolean maps = batch.targets().height() > 0;
      int height = maps ? batch.imageHeight() : 0;
      int width = maps ? batch.imageWidth() : 0;
      return ops.count(() -> model.logits(DeviceBatch.input(batch, scope), height, width));
    }
  }

  /** The batch with images of the size of a tile. */
  private static Batch zeros(Batch batch, int tile) {
    Map<String, ImageBatch> images = new LinkedHashMap<>();
    batch
        .images()
        .forEach(
            (modality, image) -> {
              int size = image.batch() * image.channels() * image.frames() * tile * tile;
              images.put(
                  modality,
                  new ImageBatch(
                      new float[size],
                      image.batch(),
                      image.channels(),
                      image.frames(),
                      tile,
                      tile));
            });
    return new Batch(images, batch.targets(), batch.refs(), batch.acquisitions());
  }
}
