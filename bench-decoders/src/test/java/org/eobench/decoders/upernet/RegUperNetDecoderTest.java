package org.eobench.decoders.upernet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.Weights;
import org.eobench.decoders.neck.InterpMethod;
import org.eobench.decoders.neck.Mixing;
import org.eobench.decoders.temporal.TemporalKeys;
import org.eobench.decoders.upernet.RegUperNetDecoderConfig.OutputActivation;
import org.junit.jupiter.api.Test;

class RegUperNetDecoderTest {

  @Test
  void hasThePublishedNumberOfParameters() {
    Decoder decoder = decoder(TorchOps.declaring(), 512, 768, OutputActivation.NONE);
    assertThat(requireNonNull(decoder.tensors().get("conv_reg.weight")).shape())
        .isEqualTo(new Shape(1, 512, 1, 1));
    long count =
        decoder.tensors().values().stream()
            .filter(tensor -> !tensor.isBuffer())
            .mapToLong(tensor -> tensor.shape().size())
            .sum();
    assertThat(count).isEqualTo(39_344_385L);
  }

  @Test
  void predictsEitherSignUnlessCutAtZero() {
    float[] free = values(OutputActivation.NONE);
    float[] cut = values(OutputActivation.RELU);
    assertThat(free).hasSize(6 * 9);
    for (int i = 0; i < free.length; i++) {
      assertThat(free[i]).isCloseTo(-2, within(1e-6f));
      assertThat(cut[i]).isZero();
    }
  }

  @Test
  void refusesDataWithClasses() {
    DecoderContext classes = new DecoderContext(TorchOps.declaring(), spec(8), 5, 1);
    assertThatThrownBy(() -> UperNetDecoder.regression(config(4, OutputActivation.NONE), classes))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("one value per pixel, but the data set has 5 classes");
  }

  /** Predictions where the last layer gives -2 everywhere. */
  private static float[] values(OutputActivation activation) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      Decoder decoder = decoder(new TorchOps(manager, Precision.FP32), 4, 8, activation);
      var tensors = decoder.tensors();
      requireNonNull(tensors.get("conv_reg.weight")).set(manager.zeros(new Shape(1, 4, 1, 1)));
      requireNonNull(tensors.get("conv_reg.bias")).set(manager.create(new float[] {-2}));
      Weights.initialize(tensors, manager, 1);
      NDArray map = manager.ones(new Shape(1, 8, 2, 3));
      return decoder.decode(new FeatureMaps(List.of(map, map, map, map)), 6, 9).toFloatArray();
    }
  }

  private static Decoder decoder(TorchOps ops, int channels, int width, OutputActivation output) {
    return UperNetDecoder.regression(
        config(channels, output), new DecoderContext(ops, spec(width), 1, 1));
  }

  private static RegUperNetDecoderConfig config(int channels, OutputActivation output) {
    return new RegUperNetDecoderConfig(
        new UperNetDecoderConfig(
            channels,
            List.of(1, 2, 3, 6),
            0.1,
            InterpMethod.INTERPOLATE,
            Mixing.FAST,
            TemporalKeys.NONE),
        output);
  }

  private static EncoderSpec spec(int width) {
    List<EncoderSpec.Level> levels = Collections.nCopies(4, new EncoderSpec.Level(width, 16));
    return new EncoderSpec(Map.of("optical", List.of("B4")), 224, levels, false, false, false);
  }
}
