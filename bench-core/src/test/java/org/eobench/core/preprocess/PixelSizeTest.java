package org.eobench.core.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.eobench.core.config.tree.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelSizeTest {
  @Test
  void isOneNumberOrTwo() {
    assertThat(size("224")).isEqualTo(new PixelSize(224, 224));
    assertThat(size("[3]")).isEqualTo(new PixelSize(3, 3));
    assertThat(size("[7, 9]")).isEqualTo(new PixelSize(7, 9));
    assertThat(size("1")).isEqualTo(new PixelSize(1, 1));
    assertThat(size("32767")).isEqualTo(new PixelSize(32767, 32767));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3", "32768", "7.5", "big", "[]", "[1, 2, 3]", "[7, 0]", "{a: 1}"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> size(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[height, width]");
  }

  private static PixelSize size(String yaml) {
    return PixelSize.of(Objects.requireNonNull(YamlReader.read(yaml, "test.yaml")));
  }
}
