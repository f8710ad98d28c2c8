package org.eobench.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageCheckTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final Map<String, List<String>> bands = new LinkedHashMap<>();

  ImageCheckTest() {
    bands.put("sar", List.of("VV"));
    bands.put("optical", List.of("B4", "B3"));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray image(long... shape) {
    return manager.ones(new Shape(shape));
  }

  private ImageCheck check(int frames, ImageCheck.Sizes sizes) {
    return new ImageCheck("tiny", bands, frames, sizes);
  }

  @Test
  void stacksModalitiesInTheOrderOfTheConfig() {
    NDArray optical = image(2, 2, 1, 8, 8);
    NDArray sar = image(2, 1, 1, 8, 8).neg();
    EncoderInput input = EncoderInput.of(Map.of("optical", optical, "sar", sar));

    NDArray stacked = check(1, ImageCheck.Sizes.exactly(8)).stackSingleDate(input);

    assertThat(stacked.getShape()).isEqualTo(new Shape(2, 3, 8, 8));
    assertThat(stacked.get(0).get(0).getFloat(0, 0)).isEqualTo(-1);
    assertThat(stacked.get(0).get(1).getFloat(0, 0)).isEqualTo(1);
  }

  @Test
  void tellsEverythingThatDoesNotFitAtOnce() {
    EncoderInput input = EncoderInput.of(Map.of("optical", image(1, 3, 2, 9, 8)));

    assertThatThrownBy(() -> check(1, ImageCheck.Sizes.exactly(8)).stack(input))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("tiny received no sar image")
        .hasMessageContaining("the 2 bands B4, B3")
        .hasMessageContaining("tiny takes one date, not 2")
        .hasMessageContaining("the image is 9 x 8 pixels");
  }

  @Test
  void takesAnyMultipleOfThePatch() {
    ImageCheck check = check(3, ImageCheck.Sizes.multiplesOf(4));
    assertThat(check.image("optical", EncoderInput.of(Map.of("optical", image(1, 2, 3, 8, 12)))))
        .isNotNull();

    EncoderInput odd = EncoderInput.of(Map.of("optical", image(1, 2, 3, 8, 10)));
    assertThatThrownBy(() -> check.image("optical", odd))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("multiples of 4");
  }

  @Test
  void recognisesDatesThatAreStackedOnTheAxisOfBands() {
    ImageCheck check = check(3, ImageCheck.Sizes.multiplesOf(4));
    EncoderInput stacked = EncoderInput.of(Map.of("optical", image(1, 6, 1, 8, 8)));
    assertThatThrownBy(() -> check.image("optical", stacked))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("6 bands at one date: 2 bands x 3 dates on one axis")
        .hasMessageContaining("[B,2,3,H,W]")
        .hasMessageContaining("(B4 … B3 of date 1, B4 … B3 of date 2, …): split into [3,2]")
        .hasMessageContaining("(B4 of all dates, …, B3 of all dates): split into [2,3]");
  }

  @Test
  void recognisesSwappedAxesOfBandsAndDates() {
    ImageCheck check = check(3, ImageCheck.Sizes.multiplesOf(4));
    EncoderInput swapped = EncoderInput.of(Map.of("optical", image(1, 3, 2, 8, 8)));
    assertThatThrownBy(() -> check.image("optical", swapped))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the axes of bands and dates are swapped")
        .hasMessageContaining("a reshape would scramble");
  }

  @Test
  void takesManyBandsForNoStackWhereTheEncoderTakesOneDate() {
    EncoderInput four = EncoderInput.of(Map.of("optical", image(1, 4, 1, 8, 8)));
    assertThatThrownBy(() -> check(1, ImageCheck.Sizes.multiplesOf(4)).image("optical", four))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the image has 4 bands")
        .hasMessageNotContaining("dates on one axis");
  }
}
