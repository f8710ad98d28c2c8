package org.eobench.decoders.prithvi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.decoder.Prediction;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.nn.Parameter;
import org.eobench.core.weights.Weights;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.temporal.TemporalFusion;
import org.eobench.decoders.temporal.TemporalKeys;
import org.eobench.decoders.temporal.TemporalKeys.Positions;
import org.eobench.decoders.temporal.TemporalStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrithviFcnDecoderTest {
  private static final TemporalKeys STACK =
      new TemporalKeys(
          TemporalStrategy.STACK, TemporalKeys.MissingDates.LEFT_OUT, Positions.NONE, 0, 0);
  private static final FcnHeadKeys HEADS = new FcnHeadKeys(8, 1, 0.1, 2, 0.5);

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void c2HasTheOriginalsTensorsAndNumberOfParameters() {
    FcnHeadKeys published = new FcnHeadKeys(256, 1, 0.1, 2, 1);
    Decoder decoder =
        NeckFcnDecoder.prithvi(
            new PrithviFcnConfig(null, 2, published, STACK),
            fixture.context(Fixture.plain(768, 16, 224), 2));
    // Four transposed convolutions and two norms; one convolution and the last layer; two of them.
    int neck = 4 * (768 * 768 * 4 + 768) + 2 * 2 * 768;
    int head = 768 * 256 * 9 + 2 * 256 + 256 * 2 + 2;
    int auxiliary = head + 256 * 256 * 9 + 2 * 256;
    assertThat(Fixture.parameters(decoder)).isEqualTo(neck + head + auxiliary);
    assertThat(decoder.tensors().keySet())
        .contains(
            "neck.fpn1.0.weight",
            "neck.fpn2.1.ln.bias",
            "neck.fpn2.3.bias",
            "decode_head.convs.0.conv.weight",
            "decode_head.convs.0.bn.running_mean",
            "decode_head.conv_seg.bias",
            "auxiliary_head.convs.1.bn.weight")
        .doesNotContain("decode_head.convs.0.conv.bias", "decode_head.convs.1.conv.weight");
  }

  @Test
  void c2PutsAllDatesOfAFeatureSideBySide() {
    int dates = 3;
    float[] values = new float[2 * dates * 2];
    for (int d = 0; d < 2; d++) {
      for (int t = 0; t < dates; t++) {
        for (int column = 0; column < 2; column++) {
          values[(d * dates + t) * 2 + column] = 100 * d + 10 * t + column;
        }
      }
    }
    NDArray map = fixture.ops().manager().create(values, new Shape(1, 2, dates, 1, 2));
    TemporalFusion fusion = TemporalFusion.ofDeepest(series(2, dates), STACK, "tmap");
    NDArray stacked = fusion.deepest(new FeatureMaps(List.of(map)));
    assertThat(fusion.levels().get(0).width()).isEqualTo(2 * dates);
    assertThat(stacked.getShape()).isEqualTo(new Shape(1, 2 * dates, 1, 2));
    assertThat(stacked.toFloatArray())
        .containsExactly(0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121);
  }

  private DecoderContext series(int width, int dates) {
    EncoderSpec encoder =
        new EncoderSpec(
            Map.of("optical", List.of("B4")),
            8,
            List.of(new EncoderSpec.Level(width, 4)),
            true,
            true,
            false);
    return new DecoderContext(fixture.ops(), encoder, 2, dates);
  }

  @Test
  void widensTheFirstLayerByTheNumberOfDates() {
    Decoder decoder =
        NeckFcnDecoder.prithvi(new PrithviFcnConfig(null, 1, HEADS, STACK), series(6, 3));
    assertThat(tensor(decoder, "neck.fpn1.0.weight").shape()).isEqualTo(new Shape(18, 18, 2, 2));
  }

  @Test
  void c2EnlargesAsItsDefinitionSays() {
    TokensToEmbedding neck = new TokensToEmbedding(fixture.ops(), 3, 2, 1);
    Weights.initialize(neck.tensors(), fixture.ops().manager(), 5);
    NDArray map = fixture.map(3, 2, 3, 4);
    NDArray fine = neck.forward(map);
    assertThat(fine.getShape()).isEqualTo(new Shape(2, 2, 8, 12));
    double[][][] x = sample(map, 3, 2, 3);
    double[][][] first = transposed(x, neck, "fpn1.0");
    double[][][] active = normedAndActivated(first, neck);
    double[][][] expected = transposed(active, neck, "fpn1.3");
    float[] actual = fine.toFloatArray();
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 8; i++) {
        for (int j = 0; j < 12; j++) {
          assertThat((double) actual[(c * 8 + i) * 12 + j])
              .isCloseTo(expected[c][i][j], within(1e-5));
        }
      }
    }
  }

  private static double[][][] sample(NDArray map, int channels, int rows, int columns) {
    float[] values = map.toFloatArray();
    double[][][] x = new double[channels][rows][columns];
    for (int i = 0; i < channels * rows * columns; i++) {
      x[i / (rows * columns)][i / columns % rows][i % columns] = values[i];
    }
    return x;
  }

  private static double[][][] transposed(double[][][] x, TokensToEmbedding neck, String name) {
    float[] weight = tensor(neck, name + ".weight").array().toFloatArray();
    float[] bias = tensor(neck, name + ".bias").array().toFloatArray();
    int rows = x[0].length;
    int columns = x[0][0].length;
    double[][][] y = new double[bias.length][2 * rows][2 * columns];
    for (int o = 0; o < bias.length; o++) {
      for (int i = 0; i < 2 * rows; i++) {
        for (int j = 0; j < 2 * columns; j++) {
          y[o][i][j] = bias[o];
          for (int c = 0; c < x.length; c++) {
            float w = weight[((c * bias.length + o) * 2 + i % 2) * 2 + j % 2];
            y[o][i][j] += x[c][i / 2][j / 2] * w;
          }
        }
      }
    }
    return y;
  }

  /** Two channels, whose norm has weight 1 and bias 0; GELU by its error function. */
  private static double[][][] normedAndActivated(double[][][] x, TokensToEmbedding neck) {
    assertThat(tensor(neck, "fpn1.1.ln.weight").array().toFloatArray()).containsOnly(1);
    double[][][] y = new double[2][x[0].length][x[0][0].length];
    for (int i = 0; i < x[0].length; i++) {
      for (int j = 0; j < x[0][0].length; j++) {
        double mean = (x[0][i][j] + x[1][i][j]) / 2;
        double variance = Math.pow(x[0][i][j] - mean, 2);
        for (int c = 0; c < 2; c++) {
          double z = (x[c][i][j] - mean) / Math.sqrt(variance + 1e-6);
          y[c][i][j] = z * normalCdf(z);
        }
      }
    }
    return y;
  }

  /** Φ by its series around 0, which converges for any |z| below 5. */
  private static double normalCdf(double z) {
    double term = z;
    double sum = z;
    for (int k = 1; k < 100; k++) {
      term *= z * z / (2 * k + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  @Test
  void runsTheAuxiliaryHeadInTrainingAlone() {
    Decoder decoder = tiny(HEADS);
    decoder.setTraining(true);
    FeatureMaps maps = Fixture.maps(fixture.map(6, 4, 3, 7));
    decoder.decode(maps, 21, 13);
    assertThat(batches(decoder, "decode_head")).isEqualTo(1);
    assertThat(batches(decoder, "auxiliary_head")).isZero();
    Prediction prediction = decoder.predict(maps, 21, 13);
    assertThat(batches(decoder, "auxiliary_head")).isEqualTo(1);
    assertThat(prediction.auxiliary()).hasSize(1);
    assertThat(prediction.auxiliary().get(0).weight()).isEqualTo(0.5);
    assertThat(prediction.auxiliary().get(0).logits().getShape())
        .isEqualTo(new Shape(2, 3, 21, 13));
  }

  @Test
  void hasNoAuxiliaryHeadOfWeightZero() {
    Decoder decoder = tiny(new FcnHeadKeys(8, 1, 0.1, 2, 0));
    assertThat(decoder.tensors().keySet()).noneMatch(name -> name.startsWith("auxiliary_head"));
    assertThat(decoder.predict(Fixture.maps(fixture.map(6, 4, 3, 7)), 8, 8).auxiliary()).isEmpty();
  }

  @Test
  void halvesTheChannelsOfTheOtherNeck() {
    Decoder decoder =
        NeckFcnDecoder.geospatial(
            new GeospatialFcnConfig(16, 3, 2, 0.5, HEADS, TemporalKeys.NONE),
            fixture.context(Fixture.plain(6, 8, 64), 3));
    assertThat(tensor(decoder, "neck.layers.0.0.weight").shape()).isEqualTo(new Shape(6, 16, 2, 2));
    assertThat(tensor(decoder, "neck.layers.2.0.weight").shape()).isEqualTo(new Shape(8, 4, 2, 2));
    assertThat(tensor(decoder, "neck.layers.2.2.0.weight").shape())
        .isEqualTo(new Shape(4, 4, 3, 3));
    assertThat(decoder.tensors()).containsKey("neck.layers.1.1.1.running_var");
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    assertThatThrownBy(() -> new FcnHeadKeys(8, 1, 0.1, 2, -1))
        .hasMessageContaining("auxiliary_weight=-1.0");
    assertThatThrownBy(() -> new FcnHeadKeys(8, 0, 0.1, 2, 1)).hasMessageContaining("num_convs=0");
    assertThatThrownBy(() -> new PrithviFcnConfig(0, 2, HEADS, STACK))
        .hasMessageContaining("neck_channels=0");
    assertThatThrownBy(() -> new GeospatialFcnConfig(4, 4, 1, 0, HEADS, STACK))
        .hasMessageContaining("neck_channels=4 cannot be halved 3 times");
  }

  private Decoder tiny(FcnHeadKeys heads) {
    return fixture.seeded(
        NeckFcnDecoder.prithvi(
            new PrithviFcnConfig(4, 1, heads, STACK), fixture.context(Fixture.plain(6, 8, 32), 3)));
  }

  private static long batches(Decoder decoder, String head) {
    return tensor(decoder, head + ".convs.0.bn.num_batches_tracked").array().getLong();
  }

  private static Parameter tensor(org.eobench.core.nn.Module module, String name) {
    return Objects.requireNonNull(module.tensors().get(name), name);
  }
}
