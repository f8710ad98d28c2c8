package org.eobench.decoders.dino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.Module;
import org.eobench.core.nn.Parameter;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.dino.DinoHeadConfig.L2Axis;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DinoHeadDecoderTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void hasTheOriginalsTensors() {
    Decoder decoder =
        new DinoHeadDecoder(
            config(4, 2, 2048, 256, L2Axis.CHANNELS),
            fixture.context(Fixture.plain(768, 16, 512), 5));
    assertThat(decoder.tensors().keySet())
        .containsExactly(
            "feature_fusion.weight",
            "feature_fusion.bias",
            "classifier.mlp.0.weight",
            "classifier.mlp.0.bias",
            "classifier.mlp.1.weight",
            "classifier.mlp.1.bias",
            "classifier.mlp.1.running_mean",
            "classifier.mlp.1.running_var",
            "classifier.mlp.1.num_batches_tracked",
            "classifier.mlp.3.weight",
            "classifier.mlp.3.bias",
            "classifier.classifier.weight_g",
            "classifier.classifier.weight_v");
    assertThat(tensor(decoder, "feature_fusion.weight").shape()).isEqualTo(new Shape(768, 3072));
    assertThat(tensor(decoder, "classifier.mlp.3.weight").shape())
        .isEqualTo(new Shape(256, 2048, 1, 1));
  }

  @Test
  void a3GivesCosinesOfTheFeaturesOfEachPosition() {
    // (3, 4) has length 5; the directions are (3, 0) and (0, -4), whose lengths do not count.
    assertThat(logits(L2Axis.CHANNELS, new float[] {3, 0, 4, 2}))
        .containsExactly(new float[] {0.6f, 0, -0.8f, -1}, within(1e-6f));
  }

  @Test
  void a3NormalisesAlongRowsWhenAsked() {
    // The first feature's row is (3, 0), the second's (4, 2) with length √20.
    float length = (float) Math.sqrt(20);
    assertThat(logits(L2Axis.WIDTH, new float[] {3, 0, 4, 2}))
        .containsExactly(new float[] {1, 0, -4 / length, -2 / length}, within(1e-6f));
  }

  @Test
  void givesNoNumberOutOfNothing() {
    assertThat(logits(L2Axis.CHANNELS, new float[4])).containsOnly(0);
  }

  /** Two features on a row of two positions, through a bottleneck that changes nothing. */
  private float[] logits(L2Axis axis, float[] features) {
    DinoHead head = new DinoHead(fixture.ops(), 2, config(1, 1, 1, 2, axis), 2);
    set(head, "mlp.0.weight", 1, 0, 0, 1);
    set(head, "mlp.0.bias", 0, 0);
    set(head, "classifier.weight_v", 3, 0, 0, -4);
    set(head, "classifier.weight_g", 1, 1);
    NDArray map = fixture.ops().manager().create(features, new Shape(1, 2, 1, 2));
    return head.forward(map).toFloatArray();
  }

  private void set(Module module, String name, float... values) {
    Parameter tensor = tensor(module, name);
    tensor.set(fixture.ops().manager().create(values, tensor.shape()));
  }

  @Test
  void a3NeverTrainsTheGainOfSeveralOutputs() {
    Decoder several = decoder(3);
    several.setTrainable(true);
    Parameter gain = tensor(several, "classifier.classifier.weight_g");
    assertThat(gain.trainable()).isFalse();
    assertThat(gain.array().toFloatArray()).containsOnly(1);
    Decoder one = decoder(1);
    assertThat(tensor(one, "classifier.classifier.weight_g").trainable()).isTrue();
  }

  @Test
  void staysWithinTheCosinesRange() {
    Decoder decoder = decoder(3);
    NDArray map = fixture.map(6, 4, 5, 3);
    float[] logits = decoder.decode(Fixture.maps(map, map, map, map), 4, 5).toFloatArray();
    for (float logit : logits) {
      assertThat(logit).isBetween(-1.00001f, 1.00001f);
    }
  }

  @Test
  void a2FusesFourMapsOf768ChannelsIntoOne() {
    List<EncoderSpec.Level> levels = Collections.nCopies(4, new EncoderSpec.Level(768, 16));
    Decoder decoder =
        new DinoHeadDecoder(
            config(4, 2, 8, 4, L2Axis.CHANNELS),
            fixture.context(Fixture.spec(32, true, levels), 5));
    assertThat(tensor(decoder, "feature_fusion.weight").shape()).isEqualTo(new Shape(768, 3072));
    // With a frozen encoder, gradients reach these and no others.
    assertThat(decoder.tensors().keySet())
        .allMatch(name -> name.startsWith("feature_fusion.") || name.startsWith("classifier."));
  }

  @Test
  void a2FusesMapsOfDifferentWidths() {
    EncoderSpec encoder =
        Fixture.spec(32, true, List.of(new EncoderSpec.Level(4, 4), new EncoderSpec.Level(6, 8)));
    Decoder decoder =
        fixture.seeded(
            new DinoHeadDecoder(config(2, 2, 8, 4, L2Axis.CHANNELS), fixture.context(encoder, 2)));
    assertThat(tensor(decoder, "feature_fusion.weight").shape()).isEqualTo(new Shape(6, 10));
    NDArray fine = fixture.map(4, 5, 7, 1);
    NDArray deep = fixture.map(6, 2, 3, 2);
    assertThat(decoder.decode(Fixture.maps(fine, deep), 21, 30).getShape())
        .isEqualTo(new Shape(2, 2, 21, 30));
  }

  @Test
  void hasNothingToFuseOfOneMap() {
    Decoder decoder =
        new DinoHeadDecoder(
            config(1, 3, 8, 4, L2Axis.CHANNELS), fixture.context(Fixture.plain(6, 8, 32), 2));
    assertThat(decoder.tensors().keySet())
        .noneMatch(name -> name.startsWith("feature_fusion"))
        .contains("classifier.mlp.6.weight");
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    assertThatThrownBy(() -> config(1, 0, 8, 4, L2Axis.CHANNELS))
        .hasMessageContaining("num_layers=0");
    assertThatThrownBy(() -> config(1, 1, 8, 0, L2Axis.CHANNELS))
        .hasMessageContaining("bottleneck_channels=0");
  }

  private Decoder decoder(int classes) {
    return fixture.seeded(
        new DinoHeadDecoder(
            config(4, 2, 8, 4, L2Axis.CHANNELS),
            fixture.context(Fixture.plain(6, 8, 32), classes)));
  }

  private static DinoHeadConfig config(
      int levels, int layers, int hidden, int bottleneck, L2Axis axis) {
    return new DinoHeadConfig(levels, layers, hidden, bottleneck, true, axis, TemporalKeys.NONE);
  }

  private static Parameter tensor(Module module, String name) {
    return Objects.requireNonNull(module.tensors().get(name), name);
  }
}
