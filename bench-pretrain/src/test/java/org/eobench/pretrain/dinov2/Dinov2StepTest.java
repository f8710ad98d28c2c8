package org.eobench.pretrain.dinov2;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.TokenFeatures;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.eobench.pretrain.mask.BlockMask;
import org.eobench.pretrain.method.StateCopy;
import org.eobench.pretrain.method.StepReport;
import org.eobench.pretrain.testing.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Row B3: two whole steps of DINOv2 equal the recorded ones of the original in losses, gradients,
 * updated weights, moving averages and centres.
 */
class Dinov2StepTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssl_dinov2_step", "ssl_dinov2_step_sinkhorn"})
  void b3TwoStepsAreThoseOfTheOriginal(String id) {
    Recorded recorded = new Recorded(id);
    RecordedStep step = new RecordedStep(recorded, ops);
    Dinov2Method method = step.method();
    load(method.student(), recorded, "student.pth");
    load(method.teacher(), recorded, "teacher.pth");
    features(method, step, recorded);
    List<Double> losses = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      StepReport report = method.step(List.of(step.crops()), i);
      Map<String, Double> terms = report.losses();
      for (String name : List.of("dino_local", "dino_global", "koleo", "ibot")) {
        double term = Objects.requireNonNull(terms.get(name));
        losses.add(name.startsWith("dino") ? term : term / 2);
      }
      losses.add(report.loss());
      norms.addAll(report.gradientNorms().values());
      if (i == 0) {
        recorded.putTensors(
            "grad_params_1", step.recordedNames(gradients(method, report, recorded)));
      }
      recorded.putTensors(
          "student_params_" + (i + 1), step.recordedNames(values(method.student())));
      recorded.putTensors(
          "teacher_params_" + (i + 1), step.recordedNames(values(method.teacher())));
    }
    recorded.put("losses", losses.stream().mapToDouble(Double::doubleValue).toArray());
    recorded.put("grad_norms", norms.stream().mapToDouble(Double::doubleValue).toArray());
    NDArray dino = method.state().get("centres.dino.centre");
    NDArray ibot = method.state().get("centres.ibot.centre");
    if (dino != null && ibot != null) {
      recorded.put("center_dino", dino);
      recorded.put("center_ibot", ibot);
    }
    recorded.check();
  }

  private void load(Network network, Recorded recorded, String file) {
    try (TensorFile tensors = TensorFile.open(recorded.golden().folder().resolve(file))) {
      Map<String, NDArray> state = new LinkedHashMap<>();
      Map<String, NDArray> into = new LinkedHashMap<>();
      network.tensors().forEach((name, tensor) -> into.put(name, tensor.array()));
      for (TensorInfo info : tensors.tensors()) {
        String name = info.name().replaceFirst("blocks\\.\\d+\\.(\\d+)\\.", "blocks.$1.");
        state.put(name, Weights.read(tensors, info.name(), new Shape(info.shape()), manager));
      }
      StateCopy.copy(ops, into, state);
    }
  }

  private void features(Dinov2Method method, RecordedStep step, Recorded recorded) {
    EncoderInput global = step.crops().global(manager);
    long crops = global.acquisitions().size();
    MaskArrays masks =
        MaskArrays.of(
            new RecordedStep(recorded, ops).masks(new BlockMask(3, 3), (int) crops, 0), manager);
    TokenFeatures student = method.student().features(global, masks.masked());
    recorded.put("student_global_cls", student.cls());
    recorded.put("student_global_patch", student.patches().split(new long[] {4}, 1).get(0));
    recorded.put(
        "student_local_cls", method.student().features(step.crops().local(manager), null).cls());
    recorded.put("teacher_global_cls", method.teacher().features(global, null).cls());
  }

  private static Map<String, float[]> values(Network network) {
    Map<String, float[]> values = new LinkedHashMap<>();
    network.tensors().forEach((name, tensor) -> values.put(name, tensor.array().toFloatArray()));
    return values;
  }

  /** The gradients before they were clipped. */
  private static Map<String, float[]> gradients(
      Dinov2Method method, StepReport report, Recorded recorded) {
    double most = recorded.config().path("optim").path("clip_grad").asDouble();
    Map<String, float[]> gradients = new LinkedHashMap<>();
    method
        .student()
        .parts()
        .forEach(
            (part, tensors) -> {
              double norm = Objects.requireNonNull(report.gradientNorms().get(part));
              double factor = Math.min(1, most / (norm + 1e-6));
              tensors.forEach(
                  (name, tensor) -> {
                    float[] values = tensor.array().getGradient().toFloatArray();
                    for (int i = 0; i < values.length; i++) {
                      values[i] = (float) (values[i] / factor);
                    }
                    gradients.put(name, values);
                  });
            });
    assertThat(gradients).hasSameSizeAs(method.student().tensors());
    return gradients;
  }
}
