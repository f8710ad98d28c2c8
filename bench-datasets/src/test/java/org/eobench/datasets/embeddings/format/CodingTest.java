package org.eobench.datasets.embeddings.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.io.tensors.Npy;
import org.eobench.testing.SharedFiles;
import org.junit.jupiter.api.Test;

class CodingTest {
  private static final String CASE = "golden_2026/metrics_quantised_embeddings/";

  private static double[] recorded(String file) {
    Path path = SharedFiles.require(CASE + file + ".npy");
    return Npy.read(path).doubles();
  }

  private static float[] floats(String file) {
    return Npy.read(SharedFiles.require(CASE + file + ".npy")).floats();
  }

  private static float[] decoded(Coding coding, float... value) {
    float[] codes = new float[coding.stored()];
    coding.encode(value, 0, codes, 0);
    float[] back = new float[coding.width()];
    coding.decode(codes, 0, back, 0, 1);
    return back;
  }

  @Test
  void signsArePackedAsRecorded() {
    float[] x = floats("input_x");
    double[] packed = recorded("expected_binary_packed");
    for (int row = 0; row < 12; row++) {
      float[] bytes = new float[3];
      Coding.packed(x, row * 24, 24, bytes, 0);
      for (int i = 0; i < 3; i++) {
        assertThat((double) bytes[i]).isEqualTo(packed[row * 3 + i]);
      }
    }
  }

  /**
   * The peer rounds codes down, this program to the nearest: its codes are equal or one higher, and
   * its values are no further from the embedding than half a step.
   */
  @Test
  void int8HasTheRecordedRangesAndStaysWithinHalfAStep() {
    double[] ranges = recorded("expected_ranges");
    double[] least = Arrays.copyOfRange(ranges, 0, 24);
    double[] largest = Arrays.copyOfRange(ranges, 24, 48);
    Coding coding = Coding.fitted(EmbeddingType.INT8, least, largest);
    float[] x = floats("input_x");
    double[] uint8 = recorded("expected_uint8_dequantised");
    float[] codes = new float[24];
    float[] back = new float[24];
    for (int row = 0; row < 12; row++) {
      assertThat(coding.encode(x, row * 24, codes, 0)).isZero();
      coding.decode(codes, 0, back, 0, 1);
      for (int d = 0; d < 24; d++) {
        double step = coding.scale().get(d);
        assertThat(step).isCloseTo((largest[d] - least[d]) / 254, within(1e-12));
        assertThat((double) back[d]).isCloseTo(x[row * 24 + d], within(step / 2 * 1.0001));
        assertThat((double) back[d]).isCloseTo(uint8[row * 24 + d], within(1.51 * step));
      }
    }
  }

  @Test
  void alphaEarthsNumbersAreDecodedByTheirFormula() {
    Coding coding = Coding.alphaEarth(3);
    float[] back = new float[3];
    coding.decode(new float[] {127, -64, 0}, 0, back, 0, 1);
    assertThat(back[0]).isEqualTo((float) Math.pow(127 / 127.5, 2));
    assertThat(back[1]).isEqualTo((float) -Math.pow(64 / 127.5, 2));
    assertThat(back[2]).isZero();
    coding.decode(new float[] {-128, -128, -128}, 0, back, 0, 1);
    assertThat(back).containsOnly(Float.NaN);
  }

  @Test
  void everyNumberOfTheSquareLawIsReadBackAsItself() {
    Coding coding = new Coding(EmbeddingType.INT8_SQUARE, 1, List.of(3.5), List.of());
    for (int code = -127; code <= 127; code++) {
      float[] value = new float[1];
      coding.decode(new float[] {code}, 0, value, 0, 1);
      float[] again = new float[1];
      coding.encode(value, 0, again, 0);
      assertThat(again[0]).isEqualTo(code);
    }
  }

  @Test
  void whatAFormatCannotHoldIsClippedAndCounted() {
    double[] one = {1, 1};
    Coding int8 = Coding.fitted(EmbeddingType.INT8, new double[] {-1, -1}, one);
    assertThat(int8.encode(new float[] {5, 0.5f}, 0, new float[2], 0)).isEqualTo(1);
    assertThat(decoded(int8, 5, -5)).containsExactly(1, -1);
    Coding half = Coding.plain(EmbeddingType.FP16, 2);
    assertThat(half.encode(new float[] {1e6f, 1}, 0, new float[2], 0)).isEqualTo(1);
    assertThat(decoded(half, -1e6f, 0.1f)).containsExactly(-65504, 0.099975586f);
  }

  @Test
  void aMissingEmbeddingStaysMissingInEveryFormat() {
    for (EmbeddingType type : EmbeddingType.values()) {
      Coding coding = Coding.fitted(type, new double[] {-1, -1, -1}, new double[] {1, 1, 1});
      assertThat(decoded(coding, Float.NaN, Float.NaN, Float.NaN))
          .as(type.key())
          .containsOnly(Float.NaN);
      assertThat(decoded(coding, 0, 0, 0)).as(type.key()).doesNotContain(Float.NaN);
    }
  }

  @Test
  void aDimensionThatNeverChangesIsKept() {
    Coding coding = Coding.fitted(EmbeddingType.INT8, new double[] {7, -1}, new double[] {7, 1});
    assertThat(decoded(coding, 7, 0)[0]).isEqualTo(7);
  }

  @Test
  void scalesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(
            () -> new Coding(EmbeddingType.INT8, 2, List.of(1.0, 0.0), List.of(0.0, 0.0)))
        .hasMessageContaining("positive");
    assertThatThrownBy(() -> new Coding(EmbeddingType.INT8, 2, List.of(1.0), List.of(0.0)))
        .hasMessageContaining("2 dimensions");
  }
}
