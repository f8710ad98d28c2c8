package org.eobench.core.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.zip.ZipFile;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.io.tensors.TensorInfo;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.Inits;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptExporterTest {
  private static final int SIZE = 8;

  private NDManager manager;
  private TracingOps ops;
  private Path file;

  @BeforeEach
  void open(@TempDir Path folder) {
    manager = NDManager.newBaseManager(Device.cpu());
    ops = new TracingOps(manager, Precision.FP32);
    file = folder.resolve("model.pt");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Two bands to three features, plus what {@code more} does with the map and a buffer. */
  private static final class Features extends Encoder {
    private final Conv2d conv;
    private final Parameter table;
    private final BinaryOperator<NDArray> more;

    Features(TorchOps ops, BinaryOperator<NDArray> more) {
      this.more = more;
      conv = child("blocks.0", new Conv2d(ops, 2, 3, 3, true));
      table = buffer("table", new Shape(1, 3, 1, 1), DataType.FLOAT32, Inits.ONES);
    }

    @Override
    public EncoderSpec spec() {
      var level = new EncoderSpec.Level(3, 1);
      return new EncoderSpec(
          Map.of("optical", List.of("B3", "B4")), SIZE, List.of(level), false, false, false);
    }

    @Override
    public FeatureMaps encode(EncoderInput input) {
      NDArray image = input.images().values().iterator().next().squeeze(2);
      return new FeatureMaps(List.of(more.apply(conv.forward(image), table.array())));
    }

    @Override
    public CheckpointLayout checkpointLayout() {
      return CheckpointLayout.exact();
    }

    @Override
    public boolean isInputLayer(String name) {
      return true;
    }
  }

  private static final class Head extends Decoder {
    private final Conv2d conv;

    Head(TorchOps ops) {
      conv = child("conv_seg", new Conv2d(ops, 3, 2, 1, true));
    }

    @Override
    public NDArray decode(FeatureMaps features, int height, int width) {
      return conv.forward(features.last());
    }
  }

  private EoModel model(BinaryOperator<NDArray> more) {
    EoModel model = new EoModel(new Features(ops, more), new Head(ops));
    Weights.initialize(model.tensors(), manager, 5);
    return model;
  }

  private TorchScriptExporter.Exported export(EoModel model) {
    return new TorchScriptExporter(model, ops, 1).write(file, Map.of("facts.json", "{}"));
  }

  @Test
  void refusesADecoderThatReadsClassTokens() {
    EoModel maps = model(NDArray::add);
    Decoder reader =
        new Decoder() {
          @Override
          public NDArray decode(FeatureMaps features, int height, int width) {
            return features.requireClassTokens().get(0);
          }

          @Override
          public boolean readsClassTokens() {
            return true;
          }
        };
    assertThatThrownBy(() -> export(new EoModel(maps.encoder(), reader, maps.encoding())))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("ExportNeedsClassTokens")
        .hasMessageContaining("decoder.readout_type=ignore");
    assertThat(file).doesNotExist();
  }

  @Test
  void writesEveryTensorUnderItsNameAndTheTextsBesides() throws IOException {
    TorchScriptExporter.Exported exported = export(model(NDArray::add));
    assertThat(exported.anyBatch()).isTrue();
    assertThat(exported.difference()).isZero();
    assertThat(exported.inputs()).containsExactly(Map.entry("optical", new Shape(-1, 2, 8, 8)));
    try (TensorFile stored = TensorFile.open(file)) {
      assertThat(stored.tensors().stream().map(TensorInfo::name))
          .containsExactlyInAnyOrder(
              "encoder.blocks.0.weight",
              "encoder.blocks.0.bias",
              "encoder.table",
              "conv_seg.weight",
              "conv_seg.bias");
      assertThat(stored.floats("encoder.table")).containsExactly(1, 1, 1);
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      byte[] text = zip.getInputStream(zip.getEntry("archive/extra/facts.json")).readAllBytes();
      assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("{}");
    }
  }

  @Test
  void encoderInsideTheFileGivesTheMaps() {
    EoModel model = model(NDArray::mul);
    export(model);
    ScriptedModule encoder =
        ScriptedModule.load(file, new ScriptedModule.Part("encoder", "forward", List.of()), ops);
    List<NDArray> weights =
        encoder.tensors().stream()
            .map(tensor -> model.encoder().tensors().get(tensor.info().name()))
            .map(Parameter::array)
            .toList();
    NDArray image = manager.ones(new Shape(3, 2, SIZE, SIZE));
    float[] wanted =
        model
            .encoder()
            .encode(EncoderInput.of(Map.of("optical", image.expandDims(2))))
            .last()
            .toFloatArray();
    assertThat(encoder.call(List.of(image), weights, false).get(0).toFloatArray())
        .containsExactly(wanted);
  }

  @Test
  void numbersThatCountImagesBecomeTheBatch() {
    BinaryOperator<NDArray> counting =
        (map, table) -> {
          long batch = map.getShape().get(0);
          NDArray made = map.getManager().arange(3f).reshape(1, 3, 1, 1).repeat(0, batch);
          return map.reshape(batch * 3, SIZE * SIZE).reshape(batch, 3, SIZE, SIZE).add(made);
        };
    TorchScriptExporter.Exported exported = export(model(counting));
    assertThat(exported.anyBatch()).isTrue();
    assertThat(exported.difference()).isZero();
  }

  @Test
  void takesOneImageWhereTheBatchIsPartOfAScript() {
    BinaryOperator<NDArray> fixed =
        (map, table) ->
            ops.call(
                String.format(
                    Locale.ROOT,
                    "def forward(self, x):\n  return x.reshape([%d, 3, 8, 8])\n",
                    map.getShape().get(0)),
                map);
    TorchScriptExporter.Exported exported = export(model(fixed));
    assertThat(exported.anyBatch()).isFalse();
    assertThat(exported.difference()).isZero();
    assertThat(exported.inputs()).containsExactly(Map.entry("optical", new Shape(1, 2, 8, 8)));
  }

  @Test
  void namesTheArrayMethodThatCannotBeWrittenAndLeavesTheModelAsItWas() {
    EoModel model = model((map, table) -> map.get(":, 0:3").add(table));
    assertThatThrownBy(() -> export(model))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/CannotExport] the model calls NDArray.getIndexer")
        .hasMessageContaining("TorchOps.call");
    assertThat(file).doesNotExist();
    EncoderInput input =
        EncoderInput.of(Map.of("optical", manager.ones(new Shape(1, 2, 1, SIZE, SIZE))));
    assertThat(model.logits(input, SIZE, SIZE).toFloatArray()).hasSize(2 * SIZE * SIZE);
  }

  @Test
  void refusesAModelWhoseResultDependsOnValuesItReads() {
    EoModel model = model((map, table) -> map.toFloatArray()[0] > 0 ? map : map.add(table));
    assertThatThrownBy(() -> export(model))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the model calls NDArray.toByteBuffer");
  }
}
