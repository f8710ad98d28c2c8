package org.eobench.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  @Test
  void ordersNumbersInNamesByValue() {
    assertThat(sorted("b", "a10", "a9", "0.1", "0.05", "1", "a", "default"))
        .containsExactly("0.05", "0.1", "1", "a", "a9", "a10", "b", "default");
    assertThat(sorted("vit_10_b", "vit_2_b", "vit_2_a"))
        .containsExactly("vit_2_a", "vit_2_b", "vit_10_b");
  }

  private static Stream<String> sorted(String... names) {
    return Stream.of(names).sorted(NaturalOrder::compare);
  }
}
