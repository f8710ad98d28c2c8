package org.eobench.decoders.dpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.decoders.Fixture;
import org.eobench.decoders.temporal.TemporalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DptDecoderTest {
  private static final int WIDTH = 6;
  private static final int CLASSES = 3;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anAddedClassTokenIsPartOfEveryPatch() {
    NDArray token = fixture.map(WIDTH, 1, 1, 5);
    List<NDArray> maps = maps();
    NDArray[] sums = maps.stream().map(map -> map.add(token)).toArray(NDArray[]::new);
    assertThat(logits(ReadoutType.ADD, maps, token))
        .isEqualTo(decoder(ReadoutType.IGNORE).decode(Fixture.maps(sums), 32, 32).toFloatArray());
  }

  @Test
  void onlyAReadoutOtherThanIgnoreReadsClassTokens() {
    NDArray one = fixture.map(WIDTH, 1, 1, 5);
    NDArray other = fixture.map(WIDTH, 1, 1, 6);
    assertThat(decoder(ReadoutType.IGNORE).readsClassTokens()).isFalse();
    assertThat(logits(ReadoutType.IGNORE, maps(), one))
        .isEqualTo(logits(ReadoutType.IGNORE, maps(), other));
    assertThat(decoder(ReadoutType.PROJECT).readsClassTokens()).isTrue();
    assertThat(logits(ReadoutType.PROJECT, maps(), one))
        .isNotEqualTo(logits(ReadoutType.PROJECT, maps(), other));
  }

  @Test
  void refusesMapsWithoutClassTokensThatItReads() {
    Decoder decoder = decoder(ReadoutType.PROJECT);
    FeatureMaps maps = new FeatureMaps(maps());
    assertThatThrownBy(() -> decoder.decode(maps, 32, 32))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NoClassToken")
        .hasMessageContaining("the decoder reads class tokens, but the encoder gives only maps");
  }

  @Test
  void refusesAnotherNumberOfMapsThanWidths() {
    EncoderSpec two =
        Fixture.spec(32, false, Collections.nCopies(2, new EncoderSpec.Level(WIDTH, 8)));
    assertThatThrownBy(
            () -> new DptDecoder(config(ReadoutType.IGNORE), fixture.context(two, CLASSES)))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the decoder has widths for 4 maps, but the encoder returns 2")
        .hasMessageContaining("list 2 widths in decoder.post_process_channels");
  }

  @Test
  void refusesClassTokensOfSeveralDates() {
    EncoderSpec one = Fixture.plain(WIDTH, 8, 32);
    EncoderSpec series = new EncoderSpec(one.inputBands(), 32, one.levels(), true, true, false);
    DecoderContext context = new DecoderContext(fixture.ops(), series, CLASSES, 3);
    assertThatThrownBy(() -> new DptDecoder(config(ReadoutType.ADD), context))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the maps of 3 dates are merged, but not their class tokens")
        .hasMessageContaining("decoder.readout_type=ignore");
  }

  @Test
  void regressionRefusesClasses() {
    DecoderContext context = fixture.context(Fixture.plain(WIDTH, 8, 32), CLASSES);
    assertThatThrownBy(() -> DptDecoder.regression(config(ReadoutType.IGNORE), context))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("NoRegression");
  }

  @Test
  void refusesWhatCannotBeBuilt() {
    assertThatThrownBy(() -> config(1, List.of(4), 3)).hasMessageContaining("channels=1");
    assertThatThrownBy(() -> config(4, List.of(4, 0), 3))
        .hasMessageContaining("post_process_channels=[4, 0]");
    assertThatThrownBy(() -> config(4, List.of(), 3))
        .hasMessageContaining("post_process_channels=[]");
    assertThatThrownBy(() -> config(4, List.of(4), 0)).hasMessageContaining("n_hidden_channels=0");
  }

  private static DptDecoderConfig config(int channels, List<Integer> widths, int hidden) {
    return new DptDecoderConfig(
        channels, widths, ReadoutType.IGNORE, hidden, false, TemporalKeys.NONE);
  }

  private static DptDecoderConfig config(ReadoutType readout) {
    return new DptDecoderConfig(4, List.of(3, 4, 5, 6), readout, 3, false, TemporalKeys.NONE);
  }

  private Decoder decoder(ReadoutType readout) {
    return fixture.seeded(
        new DptDecoder(config(readout), fixture.context(Fixture.plain(WIDTH, 8, 32), CLASSES)));
  }

  private List<NDArray> maps() {
    return List.of(
        fixture.map(WIDTH, 4, 3, 1),
        fixture.map(WIDTH, 4, 3, 2),
        fixture.map(WIDTH, 4, 3, 3),
        fixture.map(WIDTH, 4, 3, 4));
  }

  /** Logits of maps with the same class token {@code [B,D,1,1]} each. */
  private float[] logits(ReadoutType readout, List<NDArray> maps, NDArray token) {
    NDArray flat = token.reshape(new Shape(-1, WIDTH));
    FeatureMaps features = new FeatureMaps(maps, List.of(), Collections.nCopies(4, flat));
    return decoder(readout).decode(features, 32, 32).toFloatArray();
  }
}
