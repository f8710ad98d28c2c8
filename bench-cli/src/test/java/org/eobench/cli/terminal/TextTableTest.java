package org.eobench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsTextAtTheLeftAndNumbersAtTheRight() {
    TextTable table = new TextTable(List.of("name", "size", "last"), 1);
    table.add("a", "1.5 M", "x");
    table.add("longer", "12.5 M", "");

    assertThat(table.lines())
        .containsExactly("name      size  last", "a        1.5 M  x", "longer  12.5 M");
  }

  @Test
  void refusesARowOfAnotherWidth() {
    TextTable table = new TextTable(List.of("one", "two"));
    assertThatThrownBy(() -> table.add("a")).hasMessageContaining("1 cells for 2 columns");
  }
}
