package org.eobench.decoders.temporal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.PerDate;
import org.eobench.core.error.BenchException;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.torchscript.TorchScriptExporter;
import org.eobench.core.torchscript.TracingOps;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.Weights;
import org.eobench.decoders.linear.LinearDecoder;
import org.eobench.decoders.linear.LinearDecoderConfig;
import org.eobench.decoders.temporal.TemporalKeys.Positions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole model of several dates: an encoder of single dates, and a decoder that fuses them. */
class SeriesModelTest {
  private static final int FRAMES = 3;
  private static final int WIDTH = 16;

  @TempDir private Path folder;

  /** One convolution over one date. */
  private static final class OneConvolution extends Encoder {
    private final Conv2d conv;

    OneConvolution(TorchOps ops) {
      conv = child("conv", new Conv2d(ops, 2, WIDTH, 1, true));
    }

    @Override
    public EncoderSpec spec() {
      return new EncoderSpec(
          Map.of("optical", List.of("B4", "B8")),
          4,
          List.of(new EncoderSpec.Level(WIDTH, 1)),
          false,
          false,
          false);
    }

    @Override
    public FeatureMaps encode(EncoderInput input) {
      NDArray image = requireNonNull(input.images().get("optical"));
      return new FeatureMaps(List.of(conv.forward(image.squeeze(2))));
    }

    @Override
    public boolean isInputLayer(String name) {
      return false;
    }

    @Override
    public CheckpointLayout checkpointLayout() {
      return CheckpointLayout.exact();
    }
  }

  @Test
  void datesReachTheDecoderAndGradientsReachTheEncoder() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      EoModel model = model(new TorchOps(manager, Precision.FP32));
      Weights.initialize(model.tensors(), manager, 5);
      NDArray image = manager.arange(2f * FRAMES * 16).sin().reshape(1, 2, FRAMES, 4, 4);
      NDArray near = model.logits(input(image, 5), 4, 4);
      assertThat(near.getShape()).isEqualTo(new Shape(1, 2, 4, 4));
      assertThat(model.logits(input(image, 5), 4, 4).toFloatArray())
          .containsExactly(near.toFloatArray());
      assertThat(model.logits(input(image, 90), 4, 4).toFloatArray())
          .isNotEqualTo(near.toFloatArray());
      try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
        NDArray logits = model.logits(input(image, 5), 4, 4);
        tape.backward(logits.mul(logits).mean());
      }
      NDArray kernel = requireNonNull(model.tensors().get("encoder.conv.weight")).array();
      assertThat(kernel.getGradient().abs().sum().getFloat()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LTAE, NONE",
    "LTAE, ORDER",
    "LINEAR, NONE",
    "MEAN, NONE",
    "MAX, NONE",
    "STACK, NONE"
  })
  void isExportedAsAProgramOfTheImagesOfAllDates(TemporalStrategy strategy, Positions positions) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      TracingOps ops = new TracingOps(manager, Precision.FP32);
      EoModel model =
          model(
              ops,
              new TemporalKeys(strategy, TemporalKeys.MissingDates.LEFT_OUT, positions, 0.1, 0.2));
      Weights.initialize(model.tensors(), manager, 5);
      // The exporter itself loads the file again and compares, also with three images at once.
      TorchScriptExporter.Exported exported =
          new TorchScriptExporter(model, ops, FRAMES).write(folder.resolve("m.pt"), Map.of());
      assertThat(exported.anyBatch()).isTrue();
      assertThat(exported.difference()).isLessThan(1e-5);
      assertThat(exported.inputs()).containsEntry("optical", new Shape(-1, 2, FRAMES, 4, 4));
      assertThat(folder.resolve("m.pt")).isRegularFile();
    }
  }

  @Test
  void isNotExportedWhereItMustKnowDates() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      TracingOps ops = new TracingOps(manager, Precision.FP32);
      EoModel model = model(ops);
      Weights.initialize(model.tensors(), manager, 5);
      TorchScriptExporter exporter = new TorchScriptExporter(model, ops, FRAMES);
      assertThatThrownBy(() -> exporter.write(folder.resolve("m.pt"), Map.of()))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/ExportNeedsDates]")
          .hasMessageContaining("ltae_positions=order");
      assertThat(folder.resolve("m.pt")).doesNotExist();
    }
  }

  private static EoModel model(TorchOps ops) {
    return model(
        ops,
        new TemporalKeys(
            TemporalStrategy.LTAE, TemporalKeys.MissingDates.LEFT_OUT, Positions.DATES, 0.1, 0.2));
  }

  private static EoModel model(TorchOps ops, TemporalKeys keys) {
    PerDate encoder = new PerDate(ops, new OneConvolution(ops), FRAMES);
    return new EoModel(
        encoder,
        new LinearDecoder(
            new LinearDecoderConfig(List.of(), false, keys),
            new DecoderContext(ops, encoder.spec(), 2, FRAMES)));
  }

  /** The image with a date every {@code step} days. */
  private static EncoderInput input(NDArray image, int step) {
    LocalDateTime first = LocalDateTime.of(2021, 4, 1, 12, 0);
    List<LocalDateTime> dates =
        IntStream.range(0, FRAMES).mapToObj(t -> first.plusDays((long) step * t)).toList();
    return new EncoderInput(Map.of("optical", image), List.of(new Acquisition(dates, null, null)));
  }
}
