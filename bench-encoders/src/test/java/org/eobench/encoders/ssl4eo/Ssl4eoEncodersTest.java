package org.eobench.encoders.ssl4eo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Parameter;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Ssl4eoEncodersTest {
  private final Trial trial = new Trial();

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void theFinalNormTouchesTheMapsItsKeyNames() {
    List<float[]> all = dino("all");
    List<float[]> last = dino("last");
    List<float[]> none = dino("none");
    assertThat(last.get(0)).containsExactly(none.get(0));
    assertThat(last.get(1)).containsExactly(all.get(1));
    assertThat(all.get(0)).isNotEqualTo(none.get(0));
    // A new norm has weight 1 and bias 0: over the width, which is the slow axis of a map, the
    // first position has mean 0 and variance 1.
    double sum = 0;
    double squares = 0;
    for (int d = 0; d < 8; d++) {
      double value = all.get(0)[d * 16];
      sum += value;
      squares += value * value;
    }
    assertThat(sum / 8).isEqualTo(0, within(1e-5));
    assertThat(squares / 8).isEqualTo(1, within(1e-3));
  }

  private List<float[]> dino(String finalNorm) {
    Encoder encoder = trial.start(Ssl4eoVariants.dino(trial, true, finalNorm));
    return trial.encode(encoder, "optical", Ssl4eoVariants.BANDS, 32);
  }

  @Test
  void dinoResamplesItsPositionsForOtherImages() {
    Encoder encoder = trial.start(Ssl4eoVariants.dino(trial, true, "none"));
    Parameter table = Trial.tensor(encoder, "pos_embed");
    float[] same = new float[17 * 8];
    for (int i = 8; i < same.length; i++) {
      same[i] = i % 8; // every patch has the same code, however the grid is resampled
    }
    table.set(trial.manager().create(same, table.shape()));
    assertThat(trial.encode(encoder, "optical", Ssl4eoVariants.BANDS, 48).get(0))
        .hasSize(8 * 6 * 6);
    float[] blank = blank(encoder, 48);
    for (int d = 0; d < 8; d++) {
      for (int i = 1; i < 36; i++) {
        assertThat(blank[d * 36 + i]).isEqualTo(blank[d * 36], within(1e-4f));
      }
    }
  }

  /** The first map of an image without content: only positions could tell its patches apart. */
  private float[] blank(Encoder encoder, int size) {
    try (NDManager step = trial.manager().newSubManager()) {
      NDArray image = step.zeros(new Shape(1, Ssl4eoVariants.BANDS, 1, size, size));
      return encoder
          .encode(EncoderInput.of(Map.of("optical", image)))
          .levels()
          .get(0)
          .toFloatArray();
    }
  }

  @Test
  void onlyDinoTrainsItsPositionTable() {
    assertThat(Trial.tensor(Ssl4eoVariants.dino(trial, true, "all"), "pos_embed").isBuffer())
        .isFalse();
    assertThat(Trial.tensor(Ssl4eoVariants.moco(trial, "last"), "pos_embed").isBuffer()).isTrue();
    assertThat(Trial.tensor(Ssl4eoVariants.mae(trial, 32), "pos_embed").isBuffer()).isTrue();
  }

  @Test
  void mocoEncodesTheRowFirstAndMaeTheColumn() {
    float[] moco = table(Ssl4eoVariants.moco(trial, "last"));
    float[] mae = table(Ssl4eoVariants.mae(trial, 32));
    // Width 8: one position is [sin p, sin p/100, cos p, cos p/100] twice. Row 2, column 1:
    int at = (1 + 2 * 4 + 1) * 8;
    float[] two = code(2);
    float[] one = code(1);
    for (int i = 0; i < 4; i++) {
      assertThat(moco[at + i]).isEqualTo(two[i], within(1e-7f));
      assertThat(moco[at + 4 + i]).isEqualTo(one[i], within(1e-7f));
      assertThat(mae[at + i]).isEqualTo(one[i], within(1e-7f));
      assertThat(mae[at + 4 + i]).isEqualTo(two[i], within(1e-7f));
    }
  }

  private float[] table(Encoder encoder) {
    return Trial.tensor(trial.start(encoder), "pos_embed").array().toFloatArray();
  }

  private static float[] code(double p) {
    return new float[] {
      (float) Math.sin(p), (float) Math.sin(p / 100), (float) Math.cos(p), (float) Math.cos(p / 100)
    };
  }

  @Test
  void refusesImagesOfAnotherSize() {
    Encoder encoder = trial.start(Ssl4eoVariants.data2vec(trial, 32, "0.1"));
    assertThatThrownBy(() -> trial.encode(encoder, "optical", Ssl4eoVariants.BANDS, 48))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("48 x 48")
        .hasMessageContaining("encoder.input_size=32");
  }

  @Test
  void refusesBranchesWithoutScale() {
    assertThatThrownBy(() -> Ssl4eoVariants.data2vec(trial, 32, "0"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("init_values=0.0 must be positive");
  }
}
