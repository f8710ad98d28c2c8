package org.eobench.encoders.clay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import java.util.List;
import org.eobench.core.dataset.Acquisition;
import org.junit.jupiter.api.Test;

class ClayCodesTest {
  private static final float HALF_ROOT_THREE = 0.8660254f;

  @Test
  void weekAndHourAreAnglesOfAYearAndADay() {
    // ISO week 13 of 52 is a quarter turn, 8 o'clock a third of one.
    Acquisition taken = new Acquisition(List.of(LocalDateTime.of(2024, 3, 27, 8, 59)), null, null);
    assertThat(ClayCodes.metadata(taken))
        .containsExactly(new float[] {1, 0, HALF_ROOT_THREE, -0.5f, 0, 0, 0, 0}, within(1e-6f));
  }

  @Test
  void aDayWithoutATimeStandsAtNoon() {
    Acquisition taken = new Acquisition(List.of(LocalDateTime.of(2024, 6, 26, 12, 0)), null, null);
    assertThat(ClayCodes.metadata(taken))
        .containsExactly(new float[] {0, -1, 0, -1, 0, 0, 0, 0}, within(1e-6f));
  }

  @Test
  void placeIsSineAndCosineOfLatitudeThenLongitude() {
    Acquisition taken = new Acquisition(List.of(), new Acquisition.Place(30, -90), null);
    assertThat(ClayCodes.metadata(taken))
        .containsExactly(new float[] {0, 0, 0, 0, 0.5f, HALF_ROOT_THREE, -1, 0}, within(1e-6f));
  }

  @Test
  void whatIsUnknownIsZero() {
    assertThat(ClayCodes.metadata(Acquisition.UNKNOWN)).containsOnly(0f).hasSize(8);
  }

  @Test
  void wavelengthsAreEncodedInMicrometresFromFrequencyOneToOneTenThousandth() {
    float[] code = ClayCodes.waves(new float[] {0.665f, 2.19f}, 6);
    assertThat(code)
        .containsExactly(
            new float[] {
              0.6170592f, 0.00664995f, 6.65e-5f, 0.7869168f, 0.9999779f, 1f,
              0.8143408f, 0.02189825f, 2.19e-4f, -0.5803869f, 0.9997602f, 1f
            },
            within(1e-6f));
  }

  @Test
  void largerPixelsTurnThePositionCodeFaster() {
    // Width 8: ω = 1 and 10000^(-1/4) = 0.1, times the metres of a pixel.
    float[] ten = ClayCodes.axis(2, 8, 10);
    assertThat(ten)
        .containsExactly(
            new float[] {0, 0, 1, 1, -0.5440211f, 0.8414710f, -0.8390715f, 0.5403023f},
            within(1e-5f));
    assertThat(ClayCodes.axis(11, 8, 1)[10 * 4]).isCloseTo(ten[4], within(1e-5f));
  }
}
