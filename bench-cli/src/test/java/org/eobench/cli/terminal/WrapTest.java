package org.eobench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrapTest {
  @Test
  void breaksBetweenWordsAndLinesUpBelowTheSecondColumn() {
    assertThat(Wrap.lines("  run       train and test; the word may be left out", 30))
        .containsExactly(
            "  run       train and test;", "            the word may be", "            left out");
  }

  @Test
  void indentsTheRestOfAListByTwo() {
    assertThat(Wrap.lines("  encoder: aaaa, bbbb, cccc", 16))
        .containsExactly("  encoder: aaaa,", "    bbbb, cccc");
  }

  @Test
  void keepsShortLinesAndLongWordsWhole() {
    assertThat(Wrap.lines("short", 10)).containsExactly("short");
    assertThat(Wrap.lines("0123456789abcdef next", 10)).containsExactly("0123456789abcdef", "next");
    assertThat(Wrap.lines("0123456789abcdef", 10)).containsExactly("0123456789abcdef");
  }
}
