package org.eobench.pretrain.dinov2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.optim.MovingAverage;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.Weights;
import org.eobench.pretrain.mask.CropMasks;
import org.eobench.pretrain.testing.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row B3: the head, the losses and the centring of DINOv2. */
class LossesTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final DinoLoss loss = new DinoLoss(ops);

  @AfterEach
  void close() {
    manager.close();
  }

  private GradientCollector tape() {
    return Engine.getInstance().newGradientCollector();
  }

  private NDArray scalar(double value) {
    return manager.create((float) value);
  }

  /** Not {@code mul(Number)}, which frees the number before the backward pass reads it. */
  private NDArray times(NDArray x, double factor) {
    return x.mul(scalar(factor));
  }

  @Test
  void b3TwoSamplesHaveTheLossesComputedByHand() {
    NDArray teacher = manager.create(new float[] {1, 0, 0, 1, .5f, .5f, .25f, .75f});
    NDArray views = teacher.reshape(new Shape(2, 2, 2));
    NDArray student = manager.create(new float[] {0, .2f, .1f, 0, 0, 0, .1f, .3f});
    NDArray scores = student.reshape(new Shape(4, 2));
    double[] first = logSoftmax(0, 2);
    double[] second = logSoftmax(1, 0);
    double[] third = logSoftmax(0, 0);
    double[] fourth = logSoftmax(1, 3);
    double global =
        -(first[0] + second[1] + (third[0] + third[1]) / 2 + .25 * fourth[0] + .75 * fourth[1]) / 4;
    assertThat(loss.global(scores, views, scalar(0.1)).getFloat())
        .isCloseTo((float) global, within(1e-5f));
    double local =
        -(1.5 * first[0] + .5 * first[1] + .25 * second[0] + 1.75 * second[1]) / 2
            - (1.5 * third[0] + .5 * third[1] + .25 * fourth[0] + 1.75 * fourth[1]) / 2;
    assertThat(loss.local(scores, views, scalar(0.1)).getFloat())
        .isCloseTo((float) local, within(1e-5f));
    NDArray points = manager.create(new float[] {3, 0, 0, 4}).reshape(new Shape(2, 2));
    assertThat(new KoLeo(ops).loss(points).getFloat())
        .isCloseTo((float) -Math.log(Math.sqrt(2)), within(1e-5f));
  }

  private static double[] logSoftmax(double a, double b) {
    double sum = Math.log(Math.exp(a) + Math.exp(b));
    return new double[] {a - sum, b - sum};
  }

  @Test
  void theHeadIsThatOfTheOriginal() {
    Recorded recorded = new Recorded("ssl_dino_head");
    JsonNode keys = recorded.config();
    HeadConfig config =
        new HeadConfig(
            keys.path("out_dim").asInt(),
            keys.path("hidden_dim").asInt(),
            keys.path("bottleneck_dim").asInt(),
            keys.path("nlayers").asInt());
    DinoHead head = new DinoHead(ops, keys.path("in_dim").asInt(), config);
    try (TensorFile file = TensorFile.open(recorded.golden().folder().resolve("weights.pth"))) {
      Weights.load(head.tensors(), file, CheckpointLayout.exact(), manager);
    }
    NDArray x = recorded.floats("x", manager);
    x.setRequiresGradient(true);
    try (GradientCollector tape = tape()) {
      NDArray out = head.forward(x);
      recorded.put("out", out);
      tape.backward(out.square().mean());
    }
    recorded.put("grad_x", x.getGradient());
    Map<String, float[]> gradients = new LinkedHashMap<>();
    head.tensors()
        .forEach(
            (name, tensor) -> gradients.put(name, tensor.array().getGradient().toFloatArray()));
    recorded.putTensors("grad_params", gradients);
    recorded.check();
  }

  @Test
  void theLossesOfClassTokensAreThoseOfTheOriginal() {
    Recorded recorded = new Recorded("ssl_dino_loss");
    JsonNode config = recorded.config();
    int batch = config.path("batch").asInt();
    int prototypes = config.path("out_dim").asInt();
    int locals = config.path("local_crops").asInt();
    NDArray temperature = scalar(config.path("student_temp").asDouble());
    MovingCentre centre =
        new MovingCentre(ops, prototypes, config.path("center_momentum").asDouble(), manager);
    NDArray current = Objects.requireNonNull(centre.state().get("centre"));
    Map<String, NDList> found = new LinkedHashMap<>();
    add(found, "centers", current.reshape(prototypes).duplicate());
    for (int t = 0; t < config.path("teacher_temps").size(); t++) {
      NDArray teacherTemperature = scalar(config.path("teacher_temps").get(t).asDouble());
      NDArray teacher = recorded.floats("teacher", manager).get(t);
      NDArray local = recorded.floats("student_local", manager).get(t).duplicate();
      NDArray global = recorded.floats("student_global", manager).get(t).duplicate();
      NDArray centred = centre.probabilities(teacher, teacherTemperature);
      centre.endStep();
      NDArray assigned = new SinkhornKnopp(ops).probabilities(teacher, teacherTemperature);
      add(found, "probs_centering", centred);
      add(found, "probs_sinkhorn", assigned);
      add(found, "centers", current.reshape(prototypes).duplicate());
      local.setRequiresGradient(true);
      global.setRequiresGradient(true);
      Shape views = new Shape(2, batch, prototypes);
      int pairs = 2 + 2 * locals;
      try (GradientCollector tape = tape()) {
        NDArray of = times(loss.local(local, centred.reshape(views), temperature), 1.0 / pairs);
        NDArray og = times(loss.global(global, centred.reshape(views), temperature), 2.0 / pairs);
        add(found, "loss_local", of);
        add(found, "loss_global", og);
        tape.backward(of.add(og));
      }
      add(found, "grad_local", local.getGradient());
      add(found, "grad_global", global.getGradient());
      NDArray even = assigned.reshape(views);
      add(
          found,
          "loss_sinkhorn",
          loss.local(local, even, temperature)
              .add(loss.global(global, even, temperature).mul(2))
              .div(pairs));
    }
    found.forEach((name, list) -> recorded.put(name, NDArrays.stack(list)));
    recorded.check();
  }

  private static void add(Map<String, NDList> found, String name, NDArray array) {
    found.computeIfAbsent(name, none -> new NDList()).add(array.stopGradient());
  }

  @Test
  void theLossOfMaskedPatchesIsThatOfTheOriginal() {
    Recorded recorded = new Recorded("ssl_ibot_patch_loss");
    JsonNode config = recorded.config();
    int images = config.path("images").asInt();
    int patches = config.path("patches").asInt();
    int count = config.path("masked_patches").asInt();
    int prototypes = config.path("out_dim").asInt();
    long[] given = recorded.longs("masks");
    List<boolean[]> masks = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      boolean[] mask = new boolean[patches];
      for (int patch = 0; patch < patches; patch++) {
        mask[patch] = given[image * patches + patch] == 1;
      }
      masks.add(mask);
    }
    MaskArrays arrays = MaskArrays.of(CropMasks.of(masks, patches), manager);
    recorded.put("masks_weight", arrays.weights());
    NDArray temperature = scalar(config.path("student_temp").asDouble());
    MovingCentre centre =
        new MovingCentre(ops, prototypes, config.path("center_momentum").asDouble(), manager);
    NDArray current = Objects.requireNonNull(centre.state().get("centre"));
    Map<String, NDList> found = new LinkedHashMap<>();
    add(found, "centers", current.reshape(prototypes).duplicate());
    for (int t = 0; t < config.path("teacher_temps").size(); t++) {
      NDArray teacherTemperature = scalar(config.path("teacher_temps").get(t).asDouble());
      NDArray teacher = recorded.floats("teacher", manager).get(t);
      NDArray padded = recorded.floats("student", manager).get(t).duplicate();
      NDArray centred = centre.probabilities(teacher, teacherTemperature);
      centre.endStep();
      NDArray assigned = new SinkhornKnopp(ops).probabilities(teacher, teacherTemperature);
      add(found, "probs_centering", centred);
      add(found, "probs_sinkhorn", assigned);
      add(found, "centers", current.reshape(prototypes).duplicate());
      padded.setRequiresGradient(true);
      try (GradientCollector tape = tape()) {
        NDArray student = padded.split(new long[] {count}, 0).get(0);
        NDArray one =
            times(loss.masked(student, centred, temperature, arrays.weights()), 1.0 / images);
        add(found, "loss", one);
        tape.backward(one);
        add(
            found,
            "loss_sinkhorn",
            loss.masked(student, assigned, temperature, arrays.weights()).div(images));
      }
      add(found, "grad", padded.getGradient());
    }
    found.forEach((name, list) -> recorded.put(name, NDArrays.stack(list)));
    NDArray full = arrays.select(ops, recorded.floats("student_full", manager));
    NDArray targets = arrays.select(ops, recorded.floats("teacher_full", manager));
    recorded.put(
        "loss_full", loss.masked(full, targets, temperature, arrays.weights()).div(images));
    recorded.check();
  }

  @Test
  void koLeoIsThatOfTheOriginal() {
    Recorded recorded = new Recorded("ssl_koleo");
    NDArray x = recorded.floats("x", manager);
    double weight = recorded.config().path("weight").asDouble();
    KoLeo koLeo = new KoLeo(ops);
    x.setRequiresGradient(true);
    try (GradientCollector tape = tape()) {
      NDList crops = x.split(2, 0);
      NDArray first = koLeo.loss(crops.get(0));
      NDArray second = koLeo.loss(crops.get(1));
      recorded.put("loss_chunks", NDArrays.stack(new NDList(first, second)));
      NDArray total = times(first.add(second), weight);
      recorded.put("loss", total);
      tape.backward(total);
    }
    recorded.put("grad", x.getGradient());
    NDList neighbours = new NDList();
    x.stopGradient().split(2, 0).forEach(crop -> neighbours.add(koLeo.neighbours(crop)));
    recorded.put(
        "neighbour",
        Arrays.stream(NDArrays.concat(neighbours).toLongArray()).asDoubleStream().toArray());
    recorded.check();
  }

  @Test
  void theTeacherFollowsTheStudentLikeTheOriginal() {
    Recorded recorded = new Recorded("ssl_teacher_ema");
    NDArray teacher = recorded.floats("teacher0", manager);
    NDArray student = recorded.floats("student", manager);
    NDList found = new NDList(teacher.duplicate());
    MovingAverage average = new MovingAverage(ops);
    JsonNode momenta = recorded.config().path("momenta");
    for (int t = 0; t < momenta.size(); t++) {
      average.update(List.of(teacher), List.of(student.get(t)), momenta.get(t).asDouble());
      found.add(teacher.duplicate());
    }
    recorded.put("teacher", NDArrays.stack(found));
    recorded.check();
  }

  @Test
  void averagesOfWeightsAreThoseOfTorch() {
    Recorded recorded = new Recorded("optimizer_ema");
    NDArray weights = recorded.floats("params", manager);
    MovingAverage average = new MovingAverage(ops);
    // The first update of torch's AveragedModel copies the weights.
    NDArray moving = weights.get(0).duplicate();
    NDArray mean = weights.get(0).duplicate();
    NDList emas = new NDList(moving.duplicate());
    NDList means = new NDList(mean.duplicate());
    for (int t = 1; t < recorded.config().path("steps").asInt(); t++) {
      List<NDArray> step = List.of(weights.get(t));
      average.update(List.of(moving), step, recorded.config().path("decay").asDouble());
      average.update(List.of(mean), step, t / (t + 1.0));
      emas.add(moving.duplicate());
      means.add(mean.duplicate());
    }
    recorded.put("ema", NDArrays.stack(emas));
    recorded.put("swa", NDArrays.stack(means));
    recorded.check();
  }

  @Test
  void theCentreOfAnAbandonedStepIsForgotten() {
    MovingCentre centre = new MovingCentre(ops, 2, 0.5, manager);
    NDArray temperature = scalar(1);
    centre.probabilities(manager.create(new float[] {8, 8}).reshape(new Shape(1, 2)), temperature);
    centre.abandonStep();
    centre.endStep();
    centre.probabilities(manager.create(new float[] {2, 4}).reshape(new Shape(1, 2)), temperature);
    centre.probabilities(manager.create(new float[] {4, 4}).reshape(new Shape(1, 2)), temperature);
    centre.endStep();
    assertThat(Objects.requireNonNull(centre.state().get("centre")).toFloatArray())
        .as("the mean over both parts of the step, halved")
        .containsExactly(1.5f, 2f);
    centre.probabilities(manager.zeros(new Shape(0, 2)), temperature);
    centre.endStep();
    assertThat(Objects.requireNonNull(centre.state().get("centre")).toFloatArray())
        .as("without scores the centre stays")
        .containsExactly(1.5f, 2f);
  }

  @Test
  void largeScoresDoNotOverflowTheAssignment() {
    NDArray scores = manager.create(new float[] {9, 8.99f, 8.98f, 9}).reshape(new Shape(2, 2));
    float[] assigned = new SinkhornKnopp(ops).probabilities(scores, scalar(0.05)).toFloatArray();
    float[] shifted =
        new SinkhornKnopp(ops).probabilities(scores.sub(8), scalar(0.05)).toFloatArray();
    for (int i = 0; i < assigned.length; i++) {
      assertThat(assigned[i]).isCloseTo(shifted[i], within(1e-4f));
    }
  }
}
