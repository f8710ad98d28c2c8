package org.eobench.decoders.pooling;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.weights.Weights;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PooledFeaturesTest {
  /** Three maps of two features at two positions, and a class token each. */
  private static final EncoderSpec ENCODER =
      Fixture.spec(4, false, List.of(level(2), level(2), level(2)));

  private final Fixture fixture = new Fixture();

  private final FeatureMaps features =
      new FeatureMaps(
          List.of(map(1, 3, 10, 30), map(5, 5, 70, 50), map(-4, 8, 0, 2)),
          List.of(),
          List.of(token(100, 101), token(200, 201), token(300, 301)));

  @AfterEach
  void close() {
    fixture.close();
  }

  private static EncoderSpec.Level level(int width) {
    return new EncoderSpec.Level(width, 2);
  }

  private NDArray map(float... values) {
    return fixture.ops().manager().create(values, new Shape(1, 2, 1, 2));
  }

  private NDArray token(float... values) {
    return fixture.ops().manager().create(values, new Shape(1, 2));
  }

  private PooledFeatures pooled(EncoderSpec encoder, ImagePooling pooling, String layers) {
    return new PooledFeatures(
        fixture.context(encoder, 2), PoolingKeys.of(pooling, layers), TemporalKeys.NONE);
  }

  private float[] vector(ImagePooling pooling, String layers) {
    PooledFeatures pooled = pooled(ENCODER, pooling, layers);
    Weights.initialize(pooled.tensors(), fixture.ops().manager(), 1);
    NDArray vector = pooled.forward(features);
    assertThat(vector.getShape()).isEqualTo(new Shape(1, pooled.width()));
    return vector.toFloatArray();
  }

  @Test
  void takesTheLayersThatAreChosenInTheirOrder() {
    assertThat(vector(ImagePooling.MEAN, "all")).containsExactly(2, 20, 5, 60, 2, 1);
    assertThat(vector(ImagePooling.MEAN, "last")).containsExactly(2, 1);
    assertThat(vector(ImagePooling.MEAN, "[2, 0]")).containsExactly(2, 1, 2, 20);
    assertThat(vector(ImagePooling.MAX, "[1]")).containsExactly(5, 70);
    assertThat(vector(ImagePooling.CLS, "last")).containsExactly(300, 301);
    assertThat(vector(ImagePooling.BOTH, "[0, 1]"))
        .containsExactly(100, 101, 200, 201, 2, 20, 5, 60);
  }

  @Test
  void learnedLayersAreAveragedByTheSoftmaxOfTheirWeights() {
    PooledFeatures pooled = pooled(ENCODER, ImagePooling.BOTH, "learned");
    assertThat(pooled.tensors().keySet()).containsExactly("layer_weights");
    assertThat(pooled.width()).isEqualTo(4);
    Weights.initialize(pooled.tensors(), fixture.ops().manager(), 1);
    float[] equal = pooled.forward(features).toFloatArray();
    assertThat(equal[0]).isCloseTo(200, within(1e-3f));
    assertThat(equal[2]).isCloseTo(3, within(1e-5f));
    float ln2 = (float) Math.log(2);
    NDArray weights = fixture.ops().manager().create(new float[] {0, ln2, 0}, new Shape(3));
    requireNonNull(pooled.tensors().get("layer_weights")).set(weights);
    float[] twice = pooled.forward(features).toFloatArray();
    assertThat(twice[3]).as("a quarter, a half, a quarter").isCloseTo(35.25f, within(1e-4f));
  }

  @Test
  void attentionHasAQueryForEachLayerAndGathersWeightedPositions() {
    PooledFeatures one = pooled(ENCODER, ImagePooling.ATTENTION, "last");
    assertThat(one.tensors().keySet())
        .containsExactly("attention.query_token", "attention.kv.weight", "attention.kv.bias");
    PooledFeatures two = pooled(ENCODER, ImagePooling.ATTENTION, "[0, 2]");
    assertThat(two.tensors().keySet())
        .containsExactly(
            "attention.query_token",
            "attention.1.query_token",
            "attention.kv.weight",
            "attention.kv.bias",
            "attention.1.kv.weight",
            "attention.1.kv.bias");
    assertThat(two.width()).isEqualTo(4);
    Weights.initialize(one.tensors(), fixture.ops().manager(), 1);
    // Keys of 0 weigh all positions equally; values are the features themselves.
    float[] identity = {0, 0, 0, 0, 1, 0, 0, 1};
    set(one, "attention.kv.weight", new Shape(4, 2), identity);
    set(one, "attention.kv.bias", new Shape(4), 0, 0, 0, 0);
    assertThat(one.forward(features).toFloatArray()).containsExactly(2, 1);
    // A query of 1 and keys that are the first feature: the second position wins by e^(12/√2).
    set(one, "attention.query_token", new Shape(2), 1, 0);
    set(one, "attention.kv.weight", new Shape(4, 2), 1, 0, 0, 0, 1, 0, 0, 1);
    double first = 1 / (1 + Math.exp(12 / Math.sqrt(2)));
    assertThat(one.forward(features).toFloatArray()[0])
        .isCloseTo((float) (8 - 12 * first), within(1e-5f));
  }

  private void set(PooledFeatures pooled, String name, Shape shape, float... values) {
    requireNonNull(pooled.tensors().get(name)).set(fixture.ops().manager().create(values, shape));
  }

  @Test
  void refusesLayersThatTheEncoderDoesNotGive() {
    assertThatThrownBy(() -> pooled(ENCODER, ImagePooling.MEAN, "[0, 3]"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the encoder gives 3 maps, and there is no map 3")
        .hasMessageContaining("decoder.layers=[2]");
    EncoderSpec single = Fixture.spec(4, false, List.of(level(2)));
    assertThatThrownBy(() -> pooled(single, ImagePooling.MEAN, "learned"))
        .hasMessageContaining("no layers to weigh");
    EncoderSpec pyramid = Fixture.spec(4, true, List.of(level(2), level(4)));
    assertThatThrownBy(() -> pooled(pyramid, ImagePooling.CLS, "learned"))
        .hasMessageContaining("LevelsDiffer")
        .hasMessageContaining("decoder.layers=all");
  }

  @Test
  void refusesOtherValues() {
    for (String layers : List.of("first", "[]", "[0, 0]", "[-1]", "[a]", "2", "{a: 1}")) {
      assertThatThrownBy(() -> PoolingKeys.of(ImagePooling.MEAN, layers))
          .as(layers)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("layers");
    }
  }

  @Test
  void refusesWeightsWhereNothingIsTrained() {
    assertThatThrownBy(() -> PoolingKeys.of(ImagePooling.ATTENTION, "last").requireNothingToLearn())
        .hasMessageContaining("pooling=attention has weights to train");
    assertThatThrownBy(() -> PoolingKeys.of(ImagePooling.CLS, "learned").requireNothingToLearn())
        .hasMessageContaining("layers=learned has weights to train");
    PoolingKeys.of(ImagePooling.BOTH, "[1, 0]").requireNothingToLearn();
  }
}
