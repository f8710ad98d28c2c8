package org.eobench.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;

class FlagsTest {
  private static Flags of(String... words) {
    return Flags.of(List.of(words), List.of("batch", "output"), List.of("all"));
  }

  @Test
  void takesItsFlagsAndLeavesTheRest() {
    Flags flags = of("--all", "encoder=dofa", "--batch=4", "-m", "--output", "f.md", "--other");
    assertThat(flags.has("all")).isTrue();
    assertThat(flags.number("batch", 1)).isEqualTo(4);
    assertThat(flags.value("output")).isEqualTo("f.md");
    assertThat(flags.rest()).containsExactly("encoder=dofa", "-m", "--other");
  }

  @Test
  void leavesOverridesOfTheSameNameAlone() {
    Flags flags = of("batch=4", "all");
    assertThat(flags.rest()).containsExactly("batch=4", "all");
    assertThat(flags.has("all")).isFalse();
    assertThat(flags.number("batch", 1)).isEqualTo(1);
  }

  @Test
  void refusesMissingValuesAndWrongNumbers() {
    assertThatThrownBy(() -> of("--batch"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("--batch requires a value");
    for (String wrong : List.of("x", "0", "-2", "NaN", "Infinity")) {
      assertThatThrownBy(() -> of("--batch", wrong).number("batch", 1))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("--batch=" + wrong + " is not a positive number");
    }
  }

  @Test
  void takesNoFractionForACount() {
    assertThat(of("--batch=4").whole("batch", 1)).isEqualTo(4);
    assertThat(of().whole("batch", 2)).isEqualTo(2);
    for (String wrong : List.of("2.5", "1e12")) {
      assertThatThrownBy(() -> of("--batch", wrong).whole("batch", 1))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("--batch=" + wrong + " is not a positive integer");
    }
  }
}
