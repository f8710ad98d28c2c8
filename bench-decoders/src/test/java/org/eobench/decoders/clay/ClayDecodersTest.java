package org.eobench.decoders.clay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Objects;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.nn.Parameter;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.clay.ClayConvConfig.LastLayer;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClayDecodersTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void d1NamesTheLayersOfTheFirstHeadAsTheOriginalDoes() {
    // Six groups of bands with 768 features each, patches of 32, one class.
    Decoder decoder =
        new ClayConvDecoder(
            config(64, List.of(32, 16, 8), List.of(2, 2, 2, 2, 2), LastLayer.CONV_TRANSPOSE),
            fixture.context(Fixture.plain(4608, 32, 512), 1));
    assertThat(decoder.tensors().keySet())
        .containsExactly(
            "decoder.0.weight",
            "decoder.0.bias",
            "decoder.2.weight",
            "decoder.2.bias",
            "decoder.5.weight",
            "decoder.5.bias",
            "decoder.8.weight",
            "decoder.8.bias",
            "decoder.11.weight",
            "decoder.11.bias");
    assertThat(tensor(decoder, "decoder.2.weight").shape()).isEqualTo(new Shape(64, 32, 3, 3));
    assertThat(Fixture.parameters(decoder))
        .isEqualTo(
            (4608 * 64 + 64)
                + (64 * 32 * 9 + 32)
                + (32 * 16 * 9 + 16)
                + (16 * 8 * 9 + 8)
                + (8 * 9 + 1));
  }

  @Test
  void d1NamesTheLayersOfTheControlAsTheOriginalDoes() {
    Decoder decoder =
        new ClayConvDecoder(
            config(null, List.of(128, 512), List.of(1, 1, 2, 1), LastLayer.CONV),
            fixture.context(half(64), 1));
    assertThat(tensor(decoder, "decoder.0.weight").shape()).isEqualTo(new Shape(64, 128, 3, 3));
    assertThat(tensor(decoder, "decoder.2.weight").shape()).isEqualTo(new Shape(128, 512, 3, 3));
    assertThat(tensor(decoder, "decoder.5.weight").shape()).isEqualTo(new Shape(1, 512, 3, 3));
  }

  @Test
  void repeatsPixelsAndShiftsAsATransposedConvolutionDoes() {
    // One tap at the upper left: the transposed layer writes a pixel up and left of where it read.
    assertThat(logits(LastLayer.CONV_TRANSPOSE))
        .containsExactly(1, 2, 2, 0, 3, 4, 4, 0, 3, 4, 4, 0, 0, 0, 0, 0);
  }

  @Test
  void readsUpAndLeftWithAPlainConvolution() {
    assertThat(logits(LastLayer.CONV))
        .containsExactly(0, 0, 0, 0, 0, 1, 1, 2, 0, 1, 1, 2, 0, 3, 3, 4);
  }

  /** Doubles the map (1 2; 3 4) and applies one layer with a single tap. */
  private float[] logits(LastLayer last) {
    Decoder decoder =
        new ClayConvDecoder(
            config(null, List.of(), List.of(2, 1), last), fixture.context(half(1), 1));
    float[] tap = new float[9];
    tap[0] = 1;
    set(decoder, "decoder.1.weight", tap);
    set(decoder, "decoder.1.bias", 0);
    NDArray map = fixture.ops().manager().create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 2, 2));
    return decoder.decode(Fixture.maps(map), 4, 4).toFloatArray();
  }

  @Test
  void resizesWhatTheScalesDoNotReach() {
    Decoder decoder =
        fixture.seeded(
            new ClayConvDecoder(
                config(8, List.of(4), List.of(2, 2, 2), LastLayer.CONV_TRANSPOSE),
                fixture.context(Fixture.plain(6, 16, 64), 3)));
    assertThat(decoder.decode(Fixture.maps(fixture.map(6, 3, 5, 1)), 49, 83).getShape())
        .isEqualTo(new Shape(2, 3, 49, 83));
  }

  @Test
  void unfoldsAllPixelsOfAPosition() {
    Decoder decoder =
        new ClaySegmentorDecoder(
            new ClaySegmentorConfig(512, 64, TemporalKeys.NONE),
            fixture.context(Fixture.plain(1024, 8, 224), 7));
    assertThat(decoder.tensors().keySet())
        .contains("conv1.bias", "bn1.running_mean", "conv2.weight", "bn2.weight");
    assertThat(tensor(decoder, "conv_ps.weight").shape()).isEqualTo(new Shape(4096, 512, 3, 3));
    assertThat(tensor(decoder, "conv_out.weight").shape()).isEqualTo(new Shape(7, 64, 3, 3));
    assertThat(Fixture.parameters(decoder))
        .isEqualTo(
            (1024 * 512 * 9 + 512)
                + (512 * 512 * 9 + 512)
                + 2 * 2 * 512
                + (512 * 4096 * 9 + 4096)
                + (64 * 7 * 9 + 7));
  }

  @Test
  void seesTheFineMapAcrossPositions() {
    // Only the tap left of the centre: each pixel shows the one left of it, also across positions.
    Decoder decoder =
        fixture.seeded(
            new ClaySegmentorDecoder(
                new ClaySegmentorConfig(1, 1, TemporalKeys.NONE), fixture.context(half(1), 1)));
    set(decoder, "conv_ps.weight", new float[4 * 9]);
    set(decoder, "conv_ps.bias", 1, 2, 3, 4);
    float[] tap = new float[9];
    tap[3] = 1;
    set(decoder, "conv_out.weight", tap);
    set(decoder, "conv_out.bias", 0);
    NDArray map = fixture.ops().manager().ones(new Shape(1, 1, 1, 2));
    assertThat(decoder.decode(Fixture.maps(map), 2, 4).toFloatArray())
        .containsExactly(0, 1, 2, 1, 0, 3, 4, 3);
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    assertThatThrownBy(() -> config(null, List.of(8), List.of(2, 2), LastLayer.CONV))
        .hasMessageContaining("scales=[2, 2] must list 3 integers");
    assertThatThrownBy(() -> config(null, List.of(0), List.of(1, 1, 1), LastLayer.CONV))
        .hasMessageContaining("channels=[0]");
    assertThatThrownBy(() -> config(0, List.of(), List.of(1, 1), LastLayer.CONV))
        .hasMessageContaining("reduce_channels=0");
    assertThatThrownBy(() -> new ClaySegmentorConfig(8, 0, TemporalKeys.NONE))
        .hasMessageContaining("unfolded_channels=0");
  }

  private static ClayConvConfig config(
      @Nullable Integer reduce, List<Integer> channels, List<Integer> scales, LastLayer last) {
    return new ClayConvConfig(reduce, channels, scales, last, TemporalKeys.NONE);
  }

  /** An encoder with one map of half the image's size. */
  private static EncoderSpec half(int width) {
    return Fixture.spec(4, true, List.of(new EncoderSpec.Level(width, 2)));
  }

  private void set(Decoder decoder, String name, float... values) {
    Parameter tensor = tensor(decoder, name);
    tensor.set(fixture.ops().manager().create(values, tensor.shape()));
  }

  private static Parameter tensor(Decoder decoder, String name) {
    return Objects.requireNonNull(decoder.tensors().get(name), name);
  }
}
