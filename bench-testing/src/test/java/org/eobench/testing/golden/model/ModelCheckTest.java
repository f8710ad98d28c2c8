package org.eobench.testing.golden.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderKeys;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.io.tensors.NpyWriter;
import org.eobench.core.io.tensors.SafetensorsWriter;
import org.eobench.core.nn.Conv2d;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.spi.EncoderFactory;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.testing.golden.GoldenRunner;
import org.eobench.testing.golden.cases.ComponentFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases of an encoder that is one 1×1 convolution and ReLU, run by a mapping. */
class ModelCheckTest {
  private static final String MAPPING =
      """
      encoder:
        _target_: pointwise
        encoder_weights: null
        download_url: null
        frozen_mode: eval
        input_size: ${img_size}
        input_bands: {optical: "${band_names(in_chans)}"}
        width: ${dim}
      defaults: {in_chans: 1}
      inputs: {pixels: optical}
      weights: {prefix: net.}
      outputs:
        before_relu: {result_of: proj.weight}
        image: {argument_of: proj.weight, argument: 0}
      requires: {act: relu}
      ignores: [paper]
      """;
  private static final String CONFIG =
      "{\"img_size\": 2, \"dim\": 2, \"act\": \"relu\", \"paper\": \"none\"}";

  private static final float[] IMAGE = {1, 2, 3, 4};
  private static final float[] BEFORE = {-2, 0, 2, 4, 3, 6, 9, 12};
  private static final float[] AFTER = {0, 0, 2, 4, 3, 6, 9, 12};

  private static final String NEAR = "\"tolerance\": {\"atol\": 1e-5, \"rtol\": 0}";

  @TempDir Path folder;
  private String config = CONFIG;
  private String mapping = MAPPING;
  private final List<String> expected = new ArrayList<>();

  record PointwiseConfig(@Inline EncoderKeys keys, int inputSize, int width)
      implements EncoderConfig {}

  private static final class Pointwise extends Encoder implements GlobalEncoder {
    private final TorchOps ops;
    private final EncoderSpec spec;
    private final Conv2d proj;

    Pointwise(PointwiseConfig config, EncoderContext context) {
      ops = context.ops();
      spec =
          new EncoderSpec(
              config.keys().inputBands(),
              config.inputSize(),
              List.of(new EncoderSpec.Level(config.width(), 1)),
              false,
              false,
              false);
      proj = child("proj", new Conv2d(ops, 1, config.width(), 1, true));
    }

    @Override
    public EncoderSpec spec() {
      return spec;
    }

    @Override
    public FeatureMaps encode(EncoderInput input) {
      NDArray image = Objects.requireNonNull(input.images().get("optical")).squeeze(2);
      return new FeatureMaps(List.of(ops.relu(proj.forward(image))));
    }

    @Override
    public GlobalFeatures encodeGlobal(EncoderInput input) {
      FeatureMaps maps = encode(input);
      return new GlobalFeatures(maps, List.of(), maps.last().flatten(2, 3).mean(new int[] {2}));
    }

    @Override
    public CheckpointLayout checkpointLayout() {
      return CheckpointLayout.exact().ignoring("mask_token"::equals);
    }

    @Override
    public boolean isInputLayer(String name) {
      return true;
    }
  }

  private static final EncoderFactory<PointwiseConfig> FACTORY =
      new EncoderFactory<>() {
        @Override
        public Class<PointwiseConfig> configType() {
          return PointwiseConfig.class;
        }

        @Override
        public Encoder create(PointwiseConfig config, EncoderContext context) {
          return new Pointwise(config, context);
        }
      };

  @BeforeEach
  void record() {
    expect("layer0", AFTER, "\"tolerance\": {\"atol\": 1e-5, \"rtol\": 0}", 1, 2, 2, 2);
  }

  @Test
  void passesWhereEveryRecordedArrayIsMet() throws IOException {
    expect("before_relu", BEFORE, "\"tolerance\": {\"atol\": 1e-5, \"rtol\": 0}", 1, 2, 2, 2);
    expect("image", IMAGE, "\"tolerance\": {\"atol\": 1e-5, \"rtol\": 0}", 1, 1, 2, 2);
    assertThat(line()).startsWith("PASS");
  }

  @Test
  void failsWhereTheNumberOfAnArrayInsideIsWrong() throws IOException {
    expect("before_relu", AFTER, "\"tolerance\": {\"atol\": 1e-5, \"rtol\": 0}", 1, 2, 2, 2);
    assertThat(line()).startsWith("FAIL").contains("before_relu[0,0,0,0]: got -2");
  }

  @Test
  void failsWhereAMapHasAnotherShapeWithAsManyValues() throws IOException {
    expected.clear();
    expect("layer0", AFTER, "\"tolerance\": {\"atol\": 1, \"rtol\": 0}", 1, 4, 2, 1);
    assertThat(line())
        .startsWith("FAIL")
        .contains("got shape [1, 2, 2, 2], expected shape [1, 4, 2, 1]");
  }

  @Test
  void takesTheToleranceOfTheMappingWhereTheCaseHasNone() throws IOException {
    float[] near = AFTER.clone();
    near[7] += 0.5f;
    expected.clear();
    expect("layer0", near, "\"what\": \"\"", 1, 2, 2, 2);
    assertThat(line()).startsWith("FAIL").contains("tolerance 0");
    mapping += "tolerance: {atol: 1, rtol: 0}\n";
    assertThat(line()).startsWith("PASS").contains("5.00e-01", "1.00e+00");
  }

  @Test
  void failsNamingARecordedKeyThatTheMappingMisspells() throws IOException {
    mapping = MAPPING.replace("${dim}", "${dimm}");
    assertThat(line())
        .startsWith("FAIL")
        .contains("the case has no config.dimm, but golden/encoder/mine.yaml uses it")
        .contains("did you mean dim?");
  }

  @Test
  void failsNamingAKeyThatTheEncoderDoesNotHave() throws IOException {
    mapping = MAPPING.replace("width:", "widht:");
    assertThat(line())
        .startsWith("FAIL")
        .contains("widht is not a key", "did you mean width?", "golden/encoder/mine.yaml");
  }

  @Test
  void failsNamingAMisspeltKeyOfTheMapping() throws IOException {
    mapping = MAPPING.replace("ignores:", "ignors:");
    assertThat(line()).startsWith("FAIL").contains("ignors is not a key", "did you mean ignores?");
  }

  @Test
  void failsNamingAnInputThatTheCaseDoesNotHave() throws IOException {
    mapping = MAPPING.replace("pixels: optical", "pixls: optical");
    assertThat(line()).startsWith("FAIL").contains("inputs.pixls", "[pixels]");
  }

  @Test
  void failsNamingAWeightThatOurModelDoesNotHave() throws IOException {
    mapping = MAPPING.replace("proj.weight}", "prj.weight}");
    expect("before_relu", BEFORE, "\"what\": \"\"", 1, 2, 2, 2);
    assertThat(line()).startsWith("FAIL").contains("our model has no tensor prj.weight");
  }

  @Test
  void comparesTheEmbeddingUnderItsRecordedName() throws IOException {
    mapping = MAPPING + "names: {pooled: embedding}\n";
    expect("pooled", new float[] {1.5f, 7.5f}, NEAR, 1, 2);
    assertThat(line()).startsWith("PASS");
    mapping = MAPPING + "names: {pooled: embeding}\n";
    assertThat(line())
        .startsWith("FAIL")
        .contains("our encoder gives no embeding", "did you mean embedding?");
  }

  @Test
  void numbersTheMapsAsRecorded() throws IOException {
    mapping = MAPPING + "levels: [3]\n";
    assertThat(line()).startsWith("FAIL").contains("layer0: no check computes this array");
    expected.clear();
    expect("layer3", AFTER, NEAR, 1, 2, 2, 2);
    assertThat(line()).startsWith("PASS");
  }

  /** With y = relu(w·x + b): the mean of dE[y²]/dw and dE[(Ey)²]/dw, computed by hand. */
  @Test
  void startsGradientsAtAllNamedArrays() throws IOException {
    mapping = MAPPING + "gradient_of: ['layer*', embedding]\n";
    float[] rows = new float[2 * 17];
    rows[0] = (float) Math.hypot(4.0625, 20.625);
    Arrays.fill(rows, 1, 9, 4.0625f);
    Arrays.fill(rows, 9, 17, 20.625f);
    String table =
        "\"params\": [\"proj.weight\", \"mask_token\"],"
            + " \"tolerance\": {\"per_row\": \"\", \"atol\": 1e-5, \"rtol\": 0}";
    expect("grad_params", rows, table, 2, 17);
    assertThat(line()).startsWith("PASS");
    mapping = MAPPING;
    assertThat(line()).startsWith("FAIL").contains("grad_params[proj.weight");
    mapping = MAPPING + "gradient_of: [cls*]\n";
    assertThat(line()).startsWith("FAIL").contains("gradient_of: our encoder gives no cls*");
  }

  @Test
  void requiresAZeroGradientOfATensorThatIsLeftOut() throws IOException {
    float[] row = new float[17];
    Arrays.fill(row, 1);
    String table =
        "\"params\": [\"mask_token\"],"
            + " \"tolerance\": {\"per_row\": \"\", \"atol\": 1e-5, \"rtol\": 0}";
    expect("grad_params", row, table, 1, 17);
    assertThat(line()).startsWith("FAIL").contains("grad_params[mask_token");
  }

  @Test
  void failsWhereAWeightIsUsedLessOften() throws IOException {
    mapping = MAPPING.replace("{result_of: proj.weight}", "{result_of: proj.weight, call: 1}");
    expect("before_relu", BEFORE, "\"what\": \"\"", 1, 2, 2, 2);
    assertThat(line()).startsWith("FAIL").contains("proj.weight is used 1 times");
  }

  @Test
  void doesNotPassACaseWithAKeyThatTheMappingDoesNotKnow() throws IOException {
    config = CONFIG.replace("{", "{\"dilation\": 2, ");
    assertThat(line()).startsWith("SKIP").contains("does not know config.dilation");
  }

  @Test
  void doesNotPassACaseWithAnotherValueThanTheMappingRequires() throws IOException {
    config = CONFIG.replace("relu", "gelu");
    assertThat(line())
        .startsWith("SKIP")
        .contains("config.act is \"gelu\", but golden/encoder/mine.yaml requires \"relu\"");
  }

  @Test
  void skipsAnEncoderThatIsNotRegisteredAndNamesTheNearest() throws IOException {
    mapping = MAPPING.replace("pointwise", "pointwize");
    assertThat(line())
        .startsWith("SKIP")
        .contains("no encoder is registered as pointwize", "did you mean pointwise?");
  }

  private void expect(String name, float[] values, String more, long... shape) {
    expected.add(String.format("{\"name\": \"%1$s\", \"file\": \"%1$s.npy\", %2$s}", name, more));
    NpyWriter.write(folder.resolve(name + ".npy"), shape, values);
  }

  private String line() throws IOException {
    NpyWriter.write(folder.resolve("pixels.npy"), new long[] {1, 1, 2, 2}, IMAGE);
    SafetensorsWriter.write(
        folder.resolve("weights.safetensors"),
        List.of(
            SafetensorsWriter.Entry.floats(
                "proj.weight", new long[] {2, 1, 1, 1}, new float[] {2, 3}),
            SafetensorsWriter.Entry.floats("proj.bias", new long[] {2}, new float[] {-4, 0})),
        Map.of());
    Files.writeString(
        folder.resolve("case.json"),
        String.format(
            """
            {"id": "one", "component": "encoder/mine", "config": %s,
             "inputs": [{"name": "pixels", "shape": [1, 1, 2, 2], "file": "pixels.npy"}],
             "weights": {"kind": "file", "file": "weights.safetensors"},
             "expected": [%s]}
            """,
            config, String.join(", ", expected)));
    Path yaml = folder.resolve("jar/golden/encoder/mine.yaml");
    Files.createDirectories(Objects.requireNonNull(yaml.getParent()));
    Files.writeString(yaml, mapping);
    ComponentFactories components =
        new ComponentFactories(
            Map.of("pointwise", FACTORY), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    List<String> lines = new ArrayList<>();
    URL[] jar = {folder.resolve("jar").toUri().toURL()};
    try (URLClassLoader resources = new URLClassLoader(jar, null)) {
      new GoldenRunner(components, resources, Device.cpu()).run(folder, lines::add);
    }
    return lines.get(0);
  }
}
