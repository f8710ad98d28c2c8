package org.eobench.encoders.resnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.CheckpointLayout;
import org.eobench.core.weights.LoadReport;
import org.eobench.core.weights.Weights;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResNetEncoderTest {
  private static final List<String> RGB = List.of("B4", "B3", "B2");
  private static final List<String> PARTS =
      List.of("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4");

  private final Trial trial = new Trial();

  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  private Encoder encoder(int depth, List<String> bands, String adaptation) {
    return trial.create(
        ResNetConfig.class,
        ResNetEncoder::new,
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: 64, depth: %d,
             input_bands: {optical: [%s]}, band_adaptation: %s, frozen_mode: eval}
            """,
            depth,
            String.join(", ", bands),
            adaptation));
  }

  @Test
  void givesTheMapsOfItsOutputLayersAlone() {
    Encoder all = layers("[4, 5, 6, 7]");
    Encoder two = layers("[4, 6]");
    assertThat(two.spec().levels())
        .extracting(EncoderSpec.Level::stride, EncoderSpec.Level::width)
        .containsExactly(tuple(4, 64), tuple(16, 256));
    assertThat(two.spec().pyramid()).isFalse();
    assertThat(layers("[5, 6]").spec().pyramid()).isTrue();
    assertThat(two.tensors()).containsKey("layer3.1.conv2.weight");
    assertThat(two.tensors().keySet()).noneMatch(name -> name.startsWith("layer4."));
    assertThat(all.tensors().keySet()).containsAll(two.tensors().keySet());
    CheckpointLayout layout = two.checkpointLayout();
    assertThat(layout.ignored().test("layer4.0.conv1.weight")).isTrue();
    assertThat(layout.ignored().test("7.0.conv1.weight")).isTrue();
    assertThat(layout.ignored().test("layer3.0.conv9.weight")).isFalse();
    assertThat(all.checkpointLayout().ignored().test("layer4.0.conv9.weight")).isFalse();
    for (String wrong : List.of("[]", "[3, 4]", "[7, 8]", "[6, 5]", "[5, 5]")) {
      assertThatThrownBy(() -> layers(wrong))
          .as(wrong)
          .hasMessageContaining("must be ascending and within 4..7");
    }
  }

  private Encoder layers(String layers) {
    return trial.create(
        ResNetConfig.class,
        ResNetEncoder::new,
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: 64, depth: 18,
             output_layers: %s, input_bands: {optical: [B4, B3, B2]}, band_adaptation: wavelength,
             frozen_mode: eval}
            """,
            layers));
  }

  /** Torchvision's own counts, less those of the classifier. */
  @ParameterizedTest
  @CsvSource({
    "18, 11689512, 512",
    "34, 21797672, 512",
    "50, 25557032, 2048",
    "101, 44549160, 2048",
    "152, 60192808, 2048"
  })
  void hasAsManyParametersAsTorchvisionSays(int depth, long published, int width) {
    Encoder encoder = encoder(depth, RGB, "wavelength");
    long ours =
        encoder.tensors().values().stream()
            .filter(tensor -> !tensor.isBuffer())
            .mapToLong(tensor -> tensor.shape().size())
            .sum();
    assertThat(ours).isEqualTo(published - (width + 1) * 1000L);
    List<EncoderSpec.Level> levels = encoder.spec().levels();
    assertThat(levels).extracting(EncoderSpec.Level::stride).containsExactly(4, 8, 16, 32);
    assertThat(levels.get(3).width()).isEqualTo(width);
    assertThat(encoder.spec().pyramid()).isTrue();
  }

  @Test
  void loadsAFileLaidOutAsTorchvisionPublishesIt() {
    Encoder from = trial.start(encoder(18, RGB, "wavelength"));
    Encoder to = encoder(18, RGB, "wavelength");
    LoadReport report = trial.load(to, file(from, name -> name, "fc.weight", "fc.bias"));
    assertThat(report.unexpected()).containsExactly("fc.weight", "fc.bias");
    assertThat(report.missing()).isEmpty();
    assertThat(report.loaded()).hasSize(120);
    assertThat(maps(to, 3)).containsExactly(maps(from, 3));
  }

  @Test
  void loadsAFileOfPangaeaWhichHoldsEveryTensorTwice() {
    Encoder from = trial.start(encoder(50, RGB, "wavelength"));
    Map<String, Parameter> twice = new LinkedHashMap<>();
    from.tensors()
        .forEach(
            (name, tensor) -> {
              twice.put("resnet." + numbered(name), tensor);
              twice.put("backbone." + numbered(name), tensor);
            });
    assertThat(twice).hasSize(636);
    Path file = folder.resolve("pangaea.safetensors");
    Weights.save(twice, file, Map.of());
    Encoder to = encoder(50, RGB, "wavelength");
    trial.load(to, file);
    assertThat(maps(to, 3)).containsExactly(maps(from, 3));
  }

  /** SeCo's Lightning checkpoint: numbered parts, a slower copy, heads and queues. */
  @Test
  void loadsTheQueryEncoderOfSeCo() {
    Encoder query = trial.start(encoder(18, RGB, "wavelength"));
    Map<String, Parameter> file = new LinkedHashMap<>();
    query.tensors().forEach((name, tensor) -> file.put("encoder_q." + numbered(name), tensor));
    started(18, RGB, 6)
        .tensors()
        .forEach((name, tensor) -> file.put("encoder_k." + numbered(name), tensor));
    for (String more : List.of("heads_q.0.0.weight", "heads_k.0.2.bias", "queue", "queue_ptr")) {
      file.put(more, Trial.tensor(query, "bn1.bias"));
    }
    requireLoads(query, within("state_dict.", file), RGB);
  }

  /** MoCo v2 of SSL4EO-S12: torchvision's names with a projector, as distributed training saves. */
  @Test
  void loadsTheQueryEncoderOfMoCo() {
    List<String> bands = List.of("B1", "B2", "B3", "B4");
    Encoder query = trial.start(encoder(18, bands, "wavelength"));
    Map<String, Parameter> file = new LinkedHashMap<>();
    query.tensors().forEach((name, tensor) -> file.put("module.encoder_q." + name, tensor));
    started(18, bands, 6)
        .tensors()
        .forEach((name, tensor) -> file.put("module.encoder_k." + name, tensor));
    for (String more :
        List.of("module.encoder_q.fc.0.weight", "module.encoder_k.fc.2.bias", "module.queue")) {
      file.put(more, Trial.tensor(query, "bn1.bias"));
    }
    requireLoads(query, within("state_dict.", file), bands);
  }

  /** DeCUR's joint file holds a network for radar and one for optical images. */
  @Test
  void loadsTheNetworkOfOneSensorFromDeCur() {
    List<String> optical = List.of("B2", "B3", "B4", "B8");
    List<String> radar = List.of("VV", "VH");
    Encoder first = trial.start(encoder(18, radar, "random"));
    Encoder second = started(18, optical, 6);
    Map<String, Parameter> file = new LinkedHashMap<>();
    first.tensors().forEach((name, tensor) -> file.put("module.backbone_1." + name, tensor));
    second.tensors().forEach((name, tensor) -> file.put("module.backbone_2." + name, tensor));
    for (String more : List.of("module.projector1.0.weight", "module.projector2.1.running_mean")) {
      file.put(more, Trial.tensor(first, "bn1.bias"));
    }
    requireLoads(first, file, radar);
    requireLoads(second, file, optical);
  }

  private Encoder started(int depth, List<String> bands, long seed) {
    Encoder encoder = encoder(depth, bands, "random");
    Weights.initialize(encoder.tensors(), trial.manager(), seed);
    return encoder;
  }

  private static String numbered(String name) {
    String first = name.substring(0, name.indexOf('.'));
    return PARTS.indexOf(first) + name.substring(first.length());
  }

  private static Map<String, Parameter> within(String prefix, Map<String, Parameter> file) {
    Map<String, Parameter> wrapped = new LinkedHashMap<>();
    file.forEach((name, tensor) -> wrapped.put(prefix + name, tensor));
    return wrapped;
  }

  private void requireLoads(Encoder published, Map<String, Parameter> tensors, List<String> bands) {
    Path file = folder.resolve("published.safetensors");
    Weights.save(tensors, file, Map.of());
    Encoder to = encoder(18, bands, "random");
    LoadReport report = trial.load(to, file);
    assertThat(report.missing()).isEmpty();
    assertThat(maps(to, bands.size())).containsExactly(maps(published, bands.size()));
  }

  @Test
  void refusesAFileOfAnotherDepthByNamingTensors() {
    Path file = file(trial.start(encoder(34, RGB, "wavelength")), name -> name);
    assertThatThrownBy(() -> trial.load(encoder(18, RGB, "wavelength"), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("unexpected tensors")
        .hasMessageContaining("layer1.2.conv1.weight");
  }

  @Test
  void carriesTheFirstConvolutionToOtherBands() {
    Encoder from = trial.start(encoder(18, RGB, "wavelength"));
    Path file = file(from, name -> name, "fc.weight", "fc.bias");
    Encoder swapped = encoder(18, List.of("B2", "B3", "B4"), "wavelength");
    trial.load(swapped, file);
    float[] rgb = kernel(from);
    float[] bgr = kernel(swapped);
    assertThat(bgr[0]).isEqualTo(rgb[2 * 49]);
    assertThat(bgr[2 * 49]).isEqualTo(rgb[0]);
    Encoder four = encoder(18, List.of("B2", "B3", "B4", "B8A"), "mean");
    trial.load(four, file);
    assertThat(kernel(four)[0]).isEqualTo((rgb[0] + rgb[49] + rgb[98]) / 4, CLOSE);
    Encoder random = encoder(18, List.of("B2", "B3", "B4", "B8A"), "random");
    assertThat(trial.load(random, file).missing()).contains("conv1.weight");
  }

  private static final org.assertj.core.data.Offset<Float> CLOSE =
      org.assertj.core.data.Offset.offset(1e-6f);

  @Test
  void takesOddSizesAndRefusesThoseBelowItsStride() {
    Encoder encoder = trial.start(encoder(18, RGB, "wavelength"));
    List<float[]> maps = trial.encode(encoder, "optical", 3, 75);
    assertThat(maps.get(0)).hasSize(64 * 19 * 19);
    assertThat(maps.get(3)).hasSize(512 * 3 * 3);
    assertThatThrownBy(() -> trial.encode(encoder, "optical", 3, 31))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("31 x 31")
        .hasMessageContaining("at least 32");
  }

  @Test
  void refusesDepthsThatNobodyPublished() {
    assertThatThrownBy(() -> encoder(42, RGB, "wavelength"))
        .hasMessageContaining("depth=42 must be one of [18, 34, 50, 101, 152]");
  }

  private Path file(Encoder encoder, UnaryOperator<String> published, String... more) {
    Map<String, Parameter> entries = new LinkedHashMap<>();
    encoder.tensors().forEach((name, tensor) -> entries.put(published.apply(name), tensor));
    for (String name : more) {
      entries.put(name, Trial.tensor(encoder, "bn1.bias"));
    }
    Path file = folder.resolve("resnet.safetensors");
    Weights.save(entries, file, Map.of());
    return file;
  }

  private static float[] kernel(Encoder encoder) {
    return Trial.tensor(encoder, "conv1.weight").array().toFloatArray();
  }

  private float[] maps(Encoder encoder, int bands) {
    return trial.encode(encoder, "optical", bands, 64).get(3);
  }
}
