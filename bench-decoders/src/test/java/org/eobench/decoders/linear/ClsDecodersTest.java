package org.eobench.decoders.linear;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Activation;
import org.eobench.core.nn.Parameter;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.pooling.ImagePooling;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.temporal.TemporalKeys;
import org.eobench.decoders.temporal.TemporalKeys.Positions;
import org.eobench.decoders.temporal.TemporalStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClsDecodersTest {
  private static final ConfigNode LAST = PoolingKeys.of(ImagePooling.MEAN, "last").layers();

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theLinearClassifierWeighsTheMeansOfAllLevels() {
    EncoderSpec encoder =
        Fixture.spec(4, true, List.of(new EncoderSpec.Level(1, 1), new EncoderSpec.Level(2, 2)));
    Decoder decoder =
        new ClsLinearDecoder(
            new ClsLinearConfig(PoolingKeys.of(ImagePooling.MEAN, "all"), null, TemporalKeys.NONE),
            fixture.context(encoder, 2));
    assertThat(decoder.tensors().keySet())
        .containsExactly("linear_head.2.weight", "linear_head.2.bias");
    set(decoder, "linear_head.2.weight", new Shape(2, 3), 1, 10, 100, 0, 0, -1);
    set(decoder, "linear_head.2.bias", new Shape(2), 0, 0.5f);
    NDArray fine = array(new Shape(1, 1, 2, 2), 1, 2, 3, 6);
    NDArray coarse = array(new Shape(1, 2, 1, 1), 5, 7);
    // Means are 3, 5 and 7.
    assertThat(decoder.decode(Fixture.maps(fine, coarse), 9, 9).toFloatArray())
        .containsExactly(753, -6.5f);
  }

  /** A row of 2 at the size of a row of 3 is (a, (a+b)/2, b): its mean is that of the row of 2. */
  @Test
  void levelsAreAveragedAtTheSizeOfTheLargestAlongEachAxis() {
    EncoderSpec encoder =
        Fixture.spec(4, true, List.of(new EncoderSpec.Level(1, 1), new EncoderSpec.Level(1, 1)));
    Decoder decoder =
        new ClsLinearDecoder(
            new ClsLinearConfig(PoolingKeys.of(ImagePooling.MEAN, "all"), null, TemporalKeys.NONE),
            fixture.context(encoder, 2));
    set(decoder, "linear_head.2.weight", new Shape(2, 2), 1, 0, 0, 1);
    set(decoder, "linear_head.2.bias", new Shape(2), 0, 0);
    NDArray wide = array(new Shape(1, 1, 1, 3), 1, 2, 6);
    NDArray tall = array(new Shape(1, 1, 4, 1), 0, 0, 8, 8);
    assertThat(decoder.decode(Fixture.maps(wide, tall), 1, 1).toFloatArray()).containsExactly(3, 4);
  }

  @Test
  void theLinearClassifierWeighsClassTokensAndMeansAsAsked() {
    NDArray map = array(new Shape(1, 2, 1, 2), 1, 3, 10, 30);
    NDArray token = array(new Shape(1, 2), 500, 7000);
    FeatureMaps features = new FeatureMaps(List.of(map), List.of(), List.of(token));
    assertThat(summed(ImagePooling.MEAN, 2, features)).isEqualTo(1 * 2 + 2 * 20);
    assertThat(summed(ImagePooling.CLS, 2, features)).isEqualTo(1 * 500 + 2 * 7000);
    assertThat(summed(ImagePooling.BOTH, 4, features))
        .isEqualTo(1 * 500 + 2 * 7000 + 3 * 2 + 4 * 20);
    assertThatThrownBy(() -> summed(ImagePooling.BOTH, 4, new FeatureMaps(List.of(map))))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NoClassToken")
        .hasMessageContaining("decoder.pooling=mean");
  }

  /** The logit with weights 1, 2, 3, … and no bias. */
  private float summed(ImagePooling pooling, int width, FeatureMaps features) {
    Decoder decoder =
        new ClsLinearDecoder(
            new ClsLinearConfig(PoolingKeys.of(pooling, "all"), null, TemporalKeys.NONE),
            context(1));
    float[] weights = new float[width];
    for (int i = 0; i < width; i++) {
      weights[i] = i + 1;
    }
    set(decoder, "linear_head.2.weight", new Shape(1, width), weights);
    set(decoder, "linear_head.2.bias", new Shape(1), 0);
    assertThat(decoder.readsClassTokens()).isEqualTo(pooling != ImagePooling.MEAN);
    return decoder.decode(features, 1, 1).getFloat(0, 0);
  }

  @Test
  void refusesClassTokensOfSeveralDates() {
    assertThatThrownBy(
            () ->
                new ClsLinearDecoder(
                    new ClsLinearConfig(
                        PoolingKeys.of(ImagePooling.CLS, "all"), null, TemporalKeys.NONE),
                    context(3)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the maps of 3 dates are merged, but not their class tokens")
        .hasMessageContaining("decoder.pooling=mean");
  }

  @Test
  void stackedDatesHaveWeightsOfTheirOwn() {
    Decoder decoder = mlp(null, ImagePooling.MAX, TemporalStrategy.STACK, 2);
    assertThat(decoder.tensors().keySet()).containsExactly("layers.0.weight", "layers.0.bias");
    // Weights of feature 0 at dates 0 and 1, then of feature 1.
    set(decoder, "layers.0.weight", new Shape(1, 4), 1, 10, 100, 1000);
    set(decoder, "layers.0.bias", new Shape(1), 0);
    NDArray series = array(new Shape(1, 2, 2, 1, 2), 1, 0, -5, 2, 3, 3, 0, 4);
    assertThat(decoder.decode(Fixture.maps(series), 1, 1).toFloatArray())
        .containsExactly(1 + 20 + 300 + 4000);
  }

  @Test
  void hiddenLayersAreRectifiedUnlessToldOtherwise() {
    for (Activation activation : List.of(Activation.RELU, Activation.NONE)) {
      ClsMlpConfig config =
          new ClsMlpConfig(
              List.of(1), activation, ImagePooling.MEAN, LAST, null, false, TemporalKeys.NONE);
      Decoder decoder = new ClsMlpDecoder(config, context(1));
      String last = activation == Activation.RELU ? "layers.2" : "layers.1";
      set(decoder, "layers.0.weight", new Shape(1, 2), 1, -1);
      set(decoder, "layers.0.bias", new Shape(1), 0);
      set(decoder, last + ".weight", new Shape(1, 1), 2);
      set(decoder, last + ".bias", new Shape(1), 0.5f);
      // Means 2 and 6; their difference is -4.
      NDArray map = array(new Shape(1, 2, 1, 2), 1, 3, 6, 6);
      assertThat(decoder.decode(Fixture.maps(map), 1, 1).toFloatArray())
          .containsExactly(activation == Activation.RELU ? 0.5f : -7.5f);
    }
  }

  @Test
  void givesProbabilitiesWhereAsked() {
    ClsMlpConfig config =
        new ClsMlpConfig(
            null, Activation.RELU, ImagePooling.MAX, LAST, null, true, TemporalKeys.NONE);
    Decoder decoder = fixture.seeded(new ClsMlpDecoder(config, fixture.context(plain(), 3)));
    float[] shares =
        decoder.decode(new FeatureMaps(List.of(fixture.map(2, 3, 3, 4))), 1, 1).toFloatArray();
    assertThat(shares).hasSize(6);
    assertThat(shares[0] + shares[1] + shares[2]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void refusesWhatIsNoHiddenLayer() {
    assertThatThrownBy(
            () ->
                new ClsMlpConfig(
                    List.of(0),
                    Activation.RELU,
                    ImagePooling.MAX,
                    LAST,
                    null,
                    false,
                    TemporalKeys.NONE))
        .hasMessageContaining("topology=[0]");
    assertThatThrownBy(
            () ->
                new ClsMlpConfig(
                    null, Activation.GELU, ImagePooling.MAX, LAST, null, false, TemporalKeys.NONE))
        .hasMessageContaining("hidden_activation=gelu");
  }

  private Decoder mlp(
      @Nullable List<Integer> topology,
      ImagePooling pooling,
      TemporalStrategy strategy,
      int frames) {
    TemporalKeys keys =
        new TemporalKeys(strategy, TemporalKeys.MissingDates.LEFT_OUT, Positions.NONE, 0, 0);
    return new ClsMlpDecoder(
        new ClsMlpConfig(topology, Activation.RELU, pooling, LAST, null, false, keys),
        context(frames));
  }

  private static EncoderSpec plain() {
    return Fixture.spec(2, false, List.of(new EncoderSpec.Level(2, 1)));
  }

  private DecoderContext context(int frames) {
    boolean series = frames > 1;
    EncoderSpec plain = plain();
    EncoderSpec encoder =
        new EncoderSpec(plain.inputBands(), 2, plain.levels(), series, series, false);
    return new DecoderContext(fixture.ops(), encoder, 1, frames);
  }

  private NDArray array(Shape shape, float... values) {
    return fixture.ops().manager().create(values, shape);
  }

  private void set(Decoder decoder, String name, Shape shape, float... values) {
    Map<String, Parameter> tensors = decoder.tensors();
    requireNonNull(tensors.get(name)).set(array(shape, values));
  }
}
