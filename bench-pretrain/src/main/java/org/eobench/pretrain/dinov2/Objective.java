package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.pretrain.method.CropBatch;
import org.jspecify.annotations.Nullable;

/**
 * The losses of a batch, weighted as in their sum. With L local crops:
 *
 * <ul>
 *   <li>{@code dino_local}: the sum over 2·L pairs / (2 + 2·L),
 *   <li>{@code dino_global}: the mean of both large crops · 2 / (2 + 2·L),
 *   <li>{@code koleo}: the sum of both large crops, before the head,
 *   <li>{@code ibot}: each masked patch / masked patches of its crop, their sum / number of large
 *       crops, with or without masks.
 * </ul>
 *
 * <p>DINOv2's own log shows the last two at half of these values.
 */
final class Objective {
  private final TorchOps ops;
  private final Dinov2Config config;
  private final Network student;
  private final Network teacher;
  private final Centres centres;
  private final DinoLoss loss;
  private final KoLeo koLeo;

  Objective(TorchOps ops, Dinov2Config config, Network student, Network teacher, Centres centres) {
    this.ops = ops;
    this.config = config;
    this.student = student;
    this.teacher = teacher;
    this.centres = centres;
    this.loss = new DinoLoss(ops);
    this.koLeo = new KoLeo(ops);
  }

  /** The names of the terms, in their order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (config.localCrops() > 0) {
      names.add("dino_local");
    }
    names.add("dino_global");
    if (config.dino().koleoLossWeight() > 0) {
      names.add("koleo");
    }
    if (config.ibot().lossWeight() > 0) {
      names.add("ibot");
    }
    return names;
  }

  /**
   * The terms of a batch, whose sum is its loss.
   *
   * @param global both large crops of each sample
   * @param masks null without iBOT
   * @param temperature of the teacher
   * @param share of the batch in the step, which multiplies the terms
   * @param scope owner of all arrays
   * @return {@code [terms]}
   */
  NDArray terms(
      CropBatch crops,
      EncoderInput global,
      @Nullable MaskArrays masks,
      double temperature,
      double share,
      NDManager scope) {
    TeacherTargets targets =
        TeacherTargets.of(
            ops, teacher, centres, global, masks, scope.create((float) temperature), scope);
    NDArray studentTemperature = scope.create((float) config.dino().studentTemp());
    TokenFeatures large = student.features(global, masks == null ? null : masks.masked());
    NDArray patches = masks == null ? null : masks.select(ops, large.patches());
    NDList cls = new NDList();
    if (config.localCrops() > 0) {
      cls.add(student.features(crops.local(scope), null).cls());
    }
    cls.add(large.cls());
    NDList scores = Scores.of(student, cls, patches);
    NDList terms = new NDList();
    List<Double> weights = new ArrayList<>();
    double each = config.dino().lossWeight() / config.pairs();
    if (config.localCrops() > 0) {
      terms.add(loss.local(scores.get(0), targets.cls(), studentTemperature));
      weights.add(each);
    }
    NDArray ofLarge = scores.get(cls.size() - 1);
    terms.add(loss.global(ofLarge, targets.cls(), studentTemperature));
    weights.add(each * Dinov2Config.GLOBAL_CROPS);
    if (config.dino().koleoLossWeight() > 0) {
      terms.add(spread(large.cls()));
      weights.add(config.dino().koleoLossWeight());
    }
    if (masks != null && targets.patches() != null) {
      NDArray ofPatches = scores.get(cls.size());
      terms.add(loss.masked(ofPatches, targets.patches(), studentTemperature, masks.weights()));
      weights.add(config.ibot().lossWeight() / global.acquisitions().size());
    }
    return weighted(terms, weights, share, scope);
  }

  /**
   * The weights are an array of the scope: DJL frees the number of {@code mul(Number)} before the
   * backward pass reads it.
   */
  private static NDArray weighted(
      NDList terms, List<Double> weights, double share, NDManager scope) {
    float[] factors = new float[terms.size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) (weights.get(i) * share);
    }
    return NDArrays.stack(terms).mul(scope.create(factors));
  }

  private NDArray spread(NDArray cls) {
    NDList crops = cls.split(Dinov2Config.GLOBAL_CROPS, 0);
    return koLeo.loss(crops.get(0)).add(koLeo.loss(crops.get(1)));
  }
}
