package org.eobench.analysis.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenlyDrawnTest {
  private final List<Integer> ten = IntStream.range(0, 10).boxed().toList();

  @Test
  void takesFromEveryPartOfTheList() {
    assertThat(EvenlyDrawn.of(ten, 2)).containsExactly(2, 7);
    assertThat(EvenlyDrawn.of(ten, 5)).containsExactly(1, 3, 5, 7, 9);
  }

  @Test
  void takesAllWhereThereAreFewer() {
    assertThat(EvenlyDrawn.of(ten, 10)).isEqualTo(ten);
    assertThat(EvenlyDrawn.of(ten, 99)).isEqualTo(ten);
  }
}
