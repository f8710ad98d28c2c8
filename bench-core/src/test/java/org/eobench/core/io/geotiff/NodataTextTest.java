package org.eobench.core.io.geotiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodataTextTest {
  private static final FileFault FAULT =
      new FileFault(Path.of("a.tif"), "UnreadableTiff", ExitCode.DATA);

  private static @Nullable Double parse(String text, SampleType type) {
    return NodataText.parse(text, type, FAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nan",
        "NaN",
        "-nan",
        "NAN(0x7ff)",
        "-nan(ind)",
        "nanq",
        "1.#QNAN",
        "-1.#QNAN",
        "-1.#QNAN00",
        "1.#SNAN",
        "1.#IND",
        "-1.#IND000000",
        "-1.#IO",
        "1,#QNAN",
        "nan nan nan"
      })
  void readsNanAsEveryLibraryPrintsIt(String text) {
    assertThat(parse(text, SampleType.FLOAT32)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "inf,Infinity",
    "-inf,-Infinity",
    "+Inf,Infinity",
    "Infinity,Infinity",
    "-infinity,-Infinity",
    "1.#INF,Infinity",
    "-1.#INF00,-Infinity",
    "1.#J,Infinity"
  })
  void readsInfinityAsEveryLibraryPrintsIt(String text, double expected) {
    assertThat(parse(text, SampleType.FLOAT32)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "-9999;-9999",
        " -9999.000 ;-9999",
        "-9999,0;-9999",
        "-9999 -9999 -9999;-9999",
        "-9999,-9999;-9999",
        "+1.5e3;1500",
        "1D2;100",
        ".5;0.5",
        "7.;7"
      })
  void readsNumbersInOtherNotations(String text, double expected) {
    assertThat(parse(text, SampleType.FLOAT64)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-3.40282346638529e+38",
        "-3.4028234663852886e+038",
        "-3.40282346600000016e+38",
        "-3.40282e+38",
        "-3.4028235e+38"
      })
  void takesTheLowestFloatFromFewerDigits(String text) {
    assertThat(parse(text, SampleType.FLOAT32)).isEqualTo(-Float.MAX_VALUE);
  }

  @Test
  void takesTheLowestDoubleFromFewerDigits() {
    assertThat(parse("-1.79769313486232e+308", SampleType.FLOAT64)).isEqualTo(-Double.MAX_VALUE);
    assertThat(parse("3.4e39", SampleType.FLOAT32)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void comparesInTheTypeOfTheSamples() {
    Double tenth = parse("0.1", SampleType.FLOAT32);
    assertThat(tenth).isEqualTo((double) 0.1f);
    double lowest = -Float.MAX_VALUE;
    assertThat(SampleType.FLOAT64.isSame(lowest, -3.40282346638529e+38)).isTrue();
    assertThat(SampleType.FLOAT32.isSame(1, 1 + 4 * (double) Math.ulp(1f))).isTrue();
    assertThat(SampleType.FLOAT32.isSame(1, 1 + 5 * (double) Math.ulp(1f))).isFalse();
    assertThat(SampleType.INT32.isSame(Integer.MIN_VALUE, Integer.MIN_VALUE + 1)).isFalse();
    assertThat(SampleType.FLOAT32.isSame(Double.NaN, Double.NaN)).isTrue();
    assertThat(SampleType.FLOAT64.isSame(Double.NEGATIVE_INFINITY, -Double.MAX_VALUE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "0x10", "-9999 0", "1e20f", "--5", "NaN(", "1.#"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> parse(text, SampleType.FLOAT32))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("the nodata tag contains '" + text + "'")
        .hasMessageContaining("a.tif, tag GdalNodata (42113)")
        .hasMessageContaining("`gdal_edit.py -unsetnodata FILE`");
    assertThat(parse("  ", SampleType.FLOAT32)).isNull();
  }
}
