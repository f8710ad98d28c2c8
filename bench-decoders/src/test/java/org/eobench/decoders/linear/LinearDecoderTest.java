package org.eobench.decoders.linear;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.Test;

class LinearDecoderTest {
  private static final EncoderSpec ENCODER =
      new EncoderSpec(
          Map.of("optical", List.of("B4")),
          2,
          List.of(new EncoderSpec.Level(3, 1), new EncoderSpec.Level(2, 1)),
          false,
          false,
          false);

  @Test
  void givesTheLinearMapOfTheDeepestFeatures() {
    // Positions hold (1,5), (2,6), (3,7), (4,8); classes are a+2b and -a+0.5.
    assertThat(decode(false, 2)).containsExactly(11, 14, 17, 20, -0.5f, -1.5f, -2.5f, -3.5f);
  }

  @Test
  void enlargesBilinearlyWithPixelCentresAtHalves() {
    float[] enlarged = decode(false, 4);
    assertThat(enlarged[0]).isEqualTo(11);
    assertThat(enlarged[1]).isCloseTo(11.75f, within(1e-6f));
    assertThat(enlarged[5]).isCloseTo(11.75f + 1.5f, within(1e-6f));
  }

  @Test
  void normalisesOverClassesBeforeEnlargingWhenAsked() {
    float[] shares = decode(true, 2);
    double[] logits = {11, -0.5};
    double share = 1 / (1 + Math.exp(logits[1] - logits[0]));
    assertThat((double) shares[0]).isCloseTo(share, within(1e-6));
    for (int i = 0; i < 4; i++) {
      assertThat(shares[i] + shares[i + 4]).isCloseTo(1, within(1e-6f));
    }
  }

  @Test
  void rectifiesBetweenLayers() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      LinearDecoder decoder =
          new LinearDecoder(
              new LinearDecoderConfig(List.of(2), false, TemporalKeys.NONE),
              new DecoderContext(new TorchOps(manager, Precision.FP32), ENCODER, 1, 1));
      var tensors = decoder.tensors();
      assertThat(tensors.keySet())
          .containsExactly("layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias");
      set(tensors, "layers.0.weight", manager, new Shape(2, 2), 1, 0, 0, -1);
      set(tensors, "layers.0.bias", manager, new Shape(2), -2, 6);
      set(tensors, "layers.2.weight", manager, new Shape(1, 2), 10, 1);
      set(tensors, "layers.2.bias", manager, new Shape(1), 0.5f);
      NDArray shallow = manager.ones(new Shape(1, 3, 2, 2));
      NDArray deep = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(1, 2, 2, 2));
      // 10 relu(a - 2) + relu(6 - b) + 0.5 of (1,5), (2,6), (3,7), (4,8).
      assertThat(decoder.decode(new FeatureMaps(List.of(shallow, deep)), 2, 2).toFloatArray())
          .containsExactly(1.5f, 0.5f, 10.5f, 20.5f);
    }
  }

  @Test
  void refusesAHiddenLayerWithoutWidth() {
    assertThatThrownBy(() -> new LinearDecoderConfig(List.of(8, 0), false, TemporalKeys.NONE))
        .hasMessageContaining("topology=[8, 0]");
  }

  private static void set(
      Map<String, Parameter> tensors,
      String name,
      NDManager manager,
      Shape shape,
      float... values) {
    requireNonNull(tensors.get(name)).set(manager.create(values, shape));
  }

  private static float[] decode(boolean softmax, int size) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      TorchOps ops = new TorchOps(manager, Precision.FP32);
      LinearDecoder decoder =
          new LinearDecoder(
              new LinearDecoderConfig(null, softmax, TemporalKeys.NONE),
              new DecoderContext(ops, ENCODER, 2, 1));
      var tensors = decoder.tensors();
      assertThat(tensors.keySet()).containsExactly("layers.0.weight", "layers.0.bias");
      requireNonNull(tensors.get("layers.0.weight"))
          .set(manager.create(new float[] {1, 2, -1, 0}, new Shape(2, 2)));
      requireNonNull(tensors.get("layers.0.bias")).set(manager.create(new float[] {0, 0.5f}));
      NDArray shallow = manager.ones(new Shape(1, 3, 2, 2));
      NDArray deep = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(1, 2, 2, 2));
      return decoder.decode(new FeatureMaps(List.of(shallow, deep)), size, size).toFloatArray();
    }
  }
}
