package org.eobench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalWidthTest {
  @Test
  void takesColumnsFirstThenTheTerminalsAnswerThenEighty() {
    assertThat(TerminalWidth.of("120", "24 100\n")).isEqualTo(120);
    assertThat(TerminalWidth.of(null, "24 100\n")).isEqualTo(100);
    assertThat(TerminalWidth.of(null, "")).isEqualTo(80);
    assertThat(TerminalWidth.of("wide", "no tty")).isEqualTo(80);
    assertThat(TerminalWidth.of(null, "0 0")).isEqualTo(80);
    assertThat(TerminalWidth.of("1", "")).isEqualTo(40);
    assertThat(TerminalWidth.of("99999999999", "")).isEqualTo(80);
  }
}
