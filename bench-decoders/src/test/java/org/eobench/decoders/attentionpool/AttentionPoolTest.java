package org.eobench.decoders.attentionpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.Objects;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.error.BenchException;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.pooling.ImagePooling;
import org.eobench.decoders.pooling.PoolingKeys;
import org.eobench.decoders.temporal.TemporalKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttentionPoolTest {
  private static final int WIDTH = 8;
  private static final int CLASSES = 3;
  private static final ConfigNode LAST = PoolingKeys.of(ImagePooling.ATTENTION, "last").layers();

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void predictsOneLogitPerPixelUnlessToldOtherwise() {
    EncoderSpec encoder = Fixture.plain(WIDTH, 5, 32);
    assertThat(outputs(dense(encoder, null, 4))).isEqualTo(CLASSES * 5 * 5);
    assertThat(outputs(dense(encoder, 2, 4))).isEqualTo(CLASSES * 2 * 2);
  }

  private static long outputs(Decoder decoder) {
    return Objects.requireNonNull(decoder.tensors().get("linear.bias")).shape().get(0);
  }

  @Test
  void aPositionIsPredictedFromItsOwnFeaturesOnly() {
    Decoder decoder = fixture.seeded(dense(Fixture.plain(WIDTH, 2, 8), null, 4));
    NDArray map = fixture.map(WIDTH, 3, 4, 1);
    NDArray other = map.duplicate();
    other.set(new NDIndex(":, :, 2, 3"), 5f);
    float[] before = logits(decoder, map);
    float[] after = logits(decoder, other);
    for (int i = 0; i < before.length; i++) {
      int row = i / 8 % 6;
      boolean own = row / 2 == 2 && i % 8 / 2 == 3;
      assertThat(after[i] != before[i]).as("logit %d", i).isEqualTo(own);
    }
  }

  private float[] logits(Decoder decoder, NDArray map) {
    NDArray second = fixture.map(WIDTH, 3, 4, 2);
    return decoder.decode(Fixture.maps(map, second, map, second), 6, 8).toFloatArray();
  }

  @Test
  void theOrderOfPositionsDoesNotChangeTheClassOfAnImage() {
    EncoderSpec one = Fixture.spec(32, false, List.of(new EncoderSpec.Level(WIDTH, 8)));
    Decoder decoder =
        fixture.seeded(
            new ClsAttnPoolDecoder(
                new ClsAttnPoolConfig(2, LAST, TemporalKeys.NONE), fixture.context(one, CLASSES)));
    NDArray map = fixture.map(WIDTH, 3, 4, 1);
    float[] logits = decoder.decode(Fixture.maps(map), 1, 1).toFloatArray();
    float[] turned = decoder.decode(Fixture.maps(map.flip(2, 3)), 1, 1).toFloatArray();
    float[] shorter = decoder.decode(Fixture.maps(map.get(":, :, :2")), 1, 1).toFloatArray();
    assertThat(logits).hasSize(2 * CLASSES);
    for (int i = 0; i < logits.length; i++) {
      assertThat(turned[i]).isCloseTo(logits[i], within(1e-5f));
      assertThat(shorter[i]).isNotCloseTo(logits[i], within(1e-5f));
    }
  }

  @Test
  void refusesHeadsThatDoNotDivideTheWidthAndNamesTheNearest() {
    assertThatThrownBy(() -> dense(Fixture.plain(12, 8, 32), null, 5))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("12 features of a token cannot be divided into heads of 5")
        .hasMessageContaining("decoder.head_dim=4");
    assertThatThrownBy(() -> new ClsAttnPoolConfig(0, LAST, TemporalKeys.NONE))
        .hasMessageContaining("head_dim=0");
    assertThatThrownBy(() -> new AttnPoolConfig(4, 0, TemporalKeys.NONE))
        .hasMessageContaining("pixels_per_side=0");
  }

  @Test
  void refusesMapsThatDifferAndASingleMap() {
    var fine = new EncoderSpec.Level(WIDTH, 4);
    var coarse = new EncoderSpec.Level(WIDTH, 8);
    assertThatThrownBy(() -> dense(Fixture.spec(32, true, List.of(fine, coarse)), null, 4))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("they differ: [8 features /4, 8 features /8]")
        .hasMessageContaining("decoder=seg_linear");
    assertThatThrownBy(() -> dense(Fixture.spec(32, false, List.of(fine)), null, 4))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("OneLevel");
  }

  private Decoder dense(EncoderSpec encoder, @Nullable Integer pixels, int headDim) {
    return new AttnPoolDecoder(
        new AttnPoolConfig(headDim, pixels, TemporalKeys.NONE), fixture.context(encoder, CLASSES));
  }
}
