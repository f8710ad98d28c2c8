package org.eobench.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.FeatureFit;
import org.eobench.core.decoder.LabelledFeatures;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.task.classification.Classification;

/** Rules for decoders that are fitted instead of trained. */
final class FittedDecoderRules {
  private static final int BATCHES = 3;

  private FittedDecoderRules() {}

  static boolean isFitted(DecoderSubject subject) {
    return subject.create(TorchOps.declaring()).featureFit() != null;
  }

  /** Fits a decoder on some maps if it has a fit. */
  static void fit(
      DecoderSubject subject, Probe<Decoder> probe, Function<NDManager, FeatureMaps> maps) {
    FeatureFit fit = probe.module().featureFit();
    if (fit == null) {
      return;
    }
    try (NDManager scope = probe.manager().newSubManager()) {
      List<LabelledFeatures> batches = new ArrayList<>();
      for (int i = 0; i < BATCHES; i++) {
        FeatureMaps given = maps.apply(scope);
        boolean odd = i % 2 == 1;
        List<NDArray> other =
            given.levels().stream().map(map -> odd ? map.flip(1) : map.mul(map)).toList();
        int images = (int) given.last().getShape().get(0);
        batches.add(new LabelledFeatures(given.with(other), targets(subject, images, i, scope)));
      }
      fit.fit(batches.iterator(), batches.iterator());
    }
  }

  private static NDArray targets(DecoderSubject subject, int images, int shift, NDManager manager) {
    int classes = subject.outputs();
    if (subject.factory().tasks().contains(Classification.KIND)) {
      long[] labels = new long[images];
      for (int i = 0; i < images; i++) {
        labels[i] = (i + shift) % classes;
      }
      return manager.create(labels);
    }
    float[] shown = new float[images * classes];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = (i * (shift + 2)) % 3 == 0 ? 1 : 0;
    }
    return manager.create(shown, new Shape(images, classes));
  }

  /**
   * A fitted decoder must have no trainable parameters, because no gradient would ever change them.
   */
  static void hasNothingToTrain(DecoderSubject subject) {
    assertThat(subject.create(TorchOps.declaring()).tensors().values())
        .isNotEmpty()
        .allMatch(Parameter::isBuffer);
  }

  static void refusesBeforeTheFit(DecoderSubject subject, Function<NDManager, FeatureMaps> maps) {
    try (Probe<Decoder> probe = Probe.seeded(subject::create, 1);
        NDManager step = probe.manager().newSubManager()) {
      FeatureMaps given = maps.apply(step);
      assertThatThrownBy(() -> probe.module().decode(given, 1, 1))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("NotFitted");
    }
  }
}
