package org.eobench.pretrain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.inject.Guice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.registry.Components;
import org.eobench.core.registry.Registry;
import org.eobench.core.spi.ComponentFactory;
import org.eobench.core.spi.CoreBindings;
import org.eobench.core.spi.PluginModule;
import org.eobench.core.weights.Weights;
import org.eobench.encoders.dinov2.Dinov2Config;
import org.eobench.encoders.dinov2.Dinov2Encoder;
import org.eobench.encoders.imagestats.ImageStatsConfig;
import org.eobench.encoders.imagestats.ImageStatsEncoder;
import org.eobench.encoders.vit.Vit;
import org.eobench.encoders.vit.VitConfig;
import org.eobench.pretrain.mae.MaeConfig;
import org.eobench.pretrain.mae.MaeMethod;
import org.eobench.pretrain.method.CropBatch;
import org.eobench.pretrain.method.Method;
import org.eobench.pretrain.method.MethodConfig;
import org.eobench.pretrain.method.MethodContext;
import org.eobench.pretrain.method.MethodFactory;
import org.eobench.pretrain.method.Methods;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.method.StepReport;
import org.eobench.pretrain.testing.NoiseCrops;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered method under contract; each file in {@code contract/} is one subject. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodsContractTest {
  private static final Path SUBJECTS = Path.of("src", "test", "resources", "contract");
  private static final RunLength LENGTH = new RunLength(4, 10, 3, 1);

  private static final Registry<MethodFactory<?>> REGISTERED =
      Methods.of(
          Guice.createInjector(new CoreBindings(), new PretrainPlugin())
              .getInstance(Components.class));

  private static final String KEYS =
      """
      encoder_weights: null, download_url: null, input_size: 16, input_bands: {optical: [B4, B3]},
      embed_dim: 8, depth: 2, num_heads: 2, patch_size: 4, mlp_ratio: 2, output_layers: [0],
      output_dim: 8, final_norm: last, band_adaptation: wavelength, frozen_mode: eval
      """;

  private static final String VIT = "{" + KEYS + ", position_table: interpolate}";

  private static final String DINOV2 =
      "{"
          + KEYS
          + ", position_grid: 4, num_register_tokens: 2, ffn_layer: mlp, init_values: 1.0e-1,"
          + " interpolate_offset: 0.0, interpolate_antialias: true}";

  /**
   * A method's configuration.
   *
   * @param component registry key
   */
  record Subject(String component, ConfigNode config) {}

  private final NDManager manager = NDManager.newBaseManager();

  // Shared by all tests, so that scripts are compiled only once.
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final TorchOps halves = new TorchOps(manager.newSubManager(), Precision.BF16);

  @AfterAll
  void close() {
    manager.close();
  }

  static Stream<String> subjects() throws IOException {
    try (Stream<Path> files = Files.list(SUBJECTS)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static Subject subject(String file) {
    try {
      return Binder.bindText(Files.readString(SUBJECTS.resolve(file)), file, Subject.class);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void everyRegisteredMethodIsUnderContract() throws IOException {
    assertThat(subjects().map(file -> subject(file).component()).collect(Collectors.toSet()))
        .isEqualTo(REGISTERED.names());
  }

  @Test
  void aPlugInAddsAMethod() {
    PluginModule plugin =
        new PluginModule() {
          @Override
          protected void configure() {
            component(Methods.KIND, "mine", MethodFactory.of(MaeConfig.class, MaeMethod::new));
          }
        };
    Components all =
        Guice.createInjector(new CoreBindings(), plugin, new PretrainPlugin())
            .getInstance(Components.class);
    assertThat(Methods.of(all).names()).containsExactly("dinov2", "mae", "mine");
  }

  @Test
  void theShippedConfigurationOfEachMethodFitsALongRun() throws IOException {
    for (String name : REGISTERED.names()) {
      Path file = SharedFiles.projectRoot().resolve("configs/method/" + name + ".yaml");
      ConfigNode node = requireNonNull(YamlReader.read(Files.readString(file), file.toString()));
      assertThat(node.selectText("_target_")).isEqualTo(name);
      Record config = Binder.bindOrThrow(node, REGISTERED.get(name, name).configType());
      assertThat(((MethodConfig) config).problems(new RunLength(100, 1250, 64, 1))).isEmpty();
    }
  }

  private static MethodFactory<?> factory(String file) {
    return REGISTERED.get(subject(file).component(), file);
  }

  private static MethodConfig config(String file) {
    return (MethodConfig) Binder.bindOrThrow(subject(file).config(), factory(file).configType());
  }

  private Method method(String file, TorchOps ops, String encoder) {
    return create(factory(file), subject(file).config(), context(ops, encoder));
  }

  private static <C extends Record> Method create(
      ComponentFactory<C, MethodContext, Method> factory,
      ConfigNode config,
      MethodContext context) {
    return factory.create(Binder.bindOrThrow(config, factory.configType()), context);
  }

  private static MethodContext context(TorchOps ops, String encoder) {
    return new MethodContext(
        ops,
        () -> encoder(ops, encoder),
        made -> Weights.initialize(made.tensors(), ops.manager(), 11),
        LENGTH,
        5);
  }

  private static Encoder encoder(TorchOps ops, String yaml) {
    EncoderContext context = new EncoderContext(ops, Map.of(), 1);
    return yaml.equals(VIT)
        ? Vit.encoder(Binder.bindText(yaml, "vit", VitConfig.class), context)
        : new Dinov2Encoder(Binder.bindText(yaml, "dinov2", Dinov2Config.class), context);
  }

  private static CropBatch crops(String file, long seed) {
    return new NoiseCrops("optical", 2, 3, config(file).crops(), 16, 8, seed);
  }

  private static Map<String, float[]> values(Method method) {
    Map<String, float[]> values = new LinkedHashMap<>();
    method.state().forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
  }

  private static void assertSame(Map<String, float[]> got, Map<String, float[]> wanted) {
    assertThat(got.keySet()).isEqualTo(wanted.keySet());
    wanted.forEach((name, array) -> assertThat(got.get(name)).as(name).isEqualTo(array));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aRestoredMethodContinuesWithTheSameBits(String file) {
    Method whole = method(file, ops, DINOV2);
    for (int step = 0; step < 5; step++) {
      whole.step(List.of(crops(file, step)), step);
    }
    Method first = method(file, ops, DINOV2);
    for (int step = 0; step < 3; step++) {
      first.step(List.of(crops(file, step)), step);
    }
    Method second = method(file, ops, DINOV2);
    second.step(List.of(crops(file, 77)), 0);
    Map<String, NDArray> saved = new LinkedHashMap<>();
    first.state().forEach((name, array) -> saved.put(name, copy(array)));
    second.restore(saved);
    for (int step = 3; step < 5; step++) {
      second.step(List.of(crops(file, step)), step);
    }
    assertSame(values(second), values(whole));
  }

  private NDArray copy(NDArray array) {
    return manager.create(array.toFloatArray(), array.getShape());
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void theProductIsTheEncoder(String file) {
    Method method = method(file, ops, VIT);
    Encoder product = method.product();
    assertThat(product.tensors().keySet()).isEqualTo(encoder(ops, VIT).tensors().keySet());
    assertThat(product.training()).isFalse();
    float[] before = requireNonNull(product.tensors().get("norm.bias")).array().toFloatArray();
    method.step(List.of(crops(file, 1)), 0);
    StepReport last = method.step(List.of(crops(file, 1)), 12);
    assertThat(requireNonNull(product.tensors().get("norm.bias")).array().toFloatArray())
        .isNotEqualTo(before);
    assertThat(last.losses().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(last.loss(), within(1e-9));
    assertThat(last.gradientNorms().values()).allSatisfy(norm -> assertThat(norm).isPositive());
    assertThat(last.schedules()).containsKeys("lr", "weight_decay");
  }

  @Test
  void refusesCropsWithoutRoomForAMask() {
    CropBatch patch = new NoiseCrops("optical", 2, 3, config("dinov2.yaml").crops(), 4, 4, 1);
    assertThatThrownBy(() -> method("dinov2.yaml", ops, DINOV2).step(List.of(patch), 0))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/CropTooSmall] no block of patches can be masked in 1 x 1")
        .hasMessageContaining("crops.global_size");
    assertThatThrownBy(() -> method("mae.yaml", ops, DINOV2).step(List.of(patch), 0))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/NothingVisible] of the 1 patches of a crop, none")
        .hasMessageContaining("method.mask_ratio=0.75");
  }

  @Test
  void theLossOfAnAutoencoderFalls() {
    Method method = method("mae.yaml", ops, VIT);
    double first = 0;
    double last = 0;
    for (int step = 0; step < LENGTH.steps(); step++) {
      double loss = method.step(List.of(crops("mae.yaml", 1)), step).loss();
      first += step < 10 ? loss : 0;
      last += step >= 30 ? loss : 0;
    }
    assertThat(last).isLessThan(0.95 * first);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void theSeedOfAStepIsItsNumber(String file) {
    Method first = method(file, ops, DINOV2);
    Method second = method(file, ops, DINOV2);
    double loss = first.step(List.of(crops(file, 1)), 3).loss();
    assertThat(second.step(List.of(crops(file, 1)), 4).loss()).isNotEqualTo(loss);
    Method third = method(file, ops, DINOV2);
    assertThat(third.step(List.of(crops(file, 1)), 3).loss()).isEqualTo(loss);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void partsOfAStepAreAveraged(String file) {
    double sum = 0;
    for (int i = 0; i < 6; i++) {
      sum += method(file, ops, VIT).step(List.of(crops(file, i)), i).loss();
    }
    Method method = method(file, ops, VIT);
    StepReport report =
        method.step(IntStream.range(0, 6).mapToObj(i -> crops(file, i)).toList(), 0);
    assertThat(report.loss()).isCloseTo(sum / 6, within(0.15 * sum / 6));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void bfloat16IsNearlyTheSame(String file) {
    Method full = method(file, ops, VIT);
    Method half = method(file, halves, VIT);
    double wanted = full.step(List.of(crops(file, 1)), 1).loss();
    assertThat(half.step(List.of(crops(file, 1)), 1).loss())
        .isCloseTo(wanted, within(0.05 * wanted));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aStepLeavesNoArrayBehind(String file) {
    Method method = method(file, ops, DINOV2);
    method.step(List.of(crops(file, 1)), 0);
    int before = ops.manager().getManagedArrays().size();
    method.step(List.of(crops(file, 1)), 1);
    assertThat(ops.manager().getManagedArrays()).hasSize(before);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void anInfiniteImageChangesNoWeight(String file) {
    Method method = method(file, ops, VIT);
    method.step(List.of(crops(file, 1)), 0);
    Map<String, float[]> before = values(method);
    CropBatch broken = new Broken(crops(file, 1));
    assertThatThrownBy(() -> method.step(List.of(crops(file, 1), broken), 12))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/LossNotFinite]")
        .hasMessageContaining("step 13")
        .hasMessageContaining("method.optim.lr");
    assertSame(values(method), before);
    Method twin = method(file, ops, VIT);
    twin.step(List.of(crops(file, 1)), 0);
    for (Method each : List.of(method, twin)) {
      each.step(List.of(crops(file, 2)), 1);
    }
    assertSame(values(method), values(twin));
  }

  /** Crops with one value that is not finite. */
  private record Broken(CropBatch crops) implements CropBatch {
    @Override
    public int samples() {
      return crops.samples();
    }

    @Override
    public EncoderInput global(NDManager owner) {
      var input = crops.global(owner);
      input.images().values().forEach(image -> image.muli(Float.POSITIVE_INFINITY));
      return input;
    }

    @Override
    public EncoderInput local(NDManager owner) {
      return crops.local(owner);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void refusesTheStateOfAnotherModel(String file) {
    Method method = method(file, ops, VIT);
    Map<String, NDArray> saved = new LinkedHashMap<>(method.state());
    String first = saved.keySet().iterator().next();
    String second = saved.keySet().stream().skip(1).findFirst().orElseThrow();
    saved.remove(first);
    saved.put(second, manager.zeros(new Shape(1, 2, 3)));
    saved.put("extra", manager.zeros(new Shape(1)));
    assertThatThrownBy(() -> method.restore(saved))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(
            "[Bench/MethodStateMismatch] the saved state of the method lacks " + first)
        .hasMessageContaining("has " + second + " of shape (1, 2, 3)")
        .hasMessageContaining("has extra, which this method does not have");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void refusesEncodersAndPrecisionsThatDoNotFit(String file) {
    TorchOps half = new TorchOps(manager.newSubManager(), Precision.FP16);
    assertThatThrownBy(() -> method(file, half, VIT))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/PrecisionUnsupported]");
    MethodContext other =
        new MethodContext(
            ops,
            () ->
                new ImageStatsEncoder(
                    Binder.bindText(
                        "{encoder_weights: null, download_url: null, frozen_mode: eval,"
                            + " input_size: 16, input_bands: {optical: [B4]}, stride: 4,"
                            + " percentiles: [50]}",
                        "stats",
                        ImageStatsConfig.class),
                    new EncoderContext(ops, Map.of(), 1)),
            made -> {},
            LENGTH,
            5);
    assertThatThrownBy(() -> create(factory(file), subject(file).config(), other))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/EncoderNotMaskable]");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void refusesSchedulesThatAreLongerThanTheRun(String file) {
    assertThat(config(file).problems(LENGTH)).isEmpty();
    assertThat(config(file).problems(new RunLength(1, 5, 3, 1)).stream().map(p -> p.render()))
        .allSatisfy(text -> assertThat(text).contains("ScheduleTooLong"))
        .hasSize(subject(file).component().equals("dinov2") ? 1 : 0);
  }
}
