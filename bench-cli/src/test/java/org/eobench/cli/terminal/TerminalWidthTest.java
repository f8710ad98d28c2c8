package org.eobench.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalWidthTest {
  @Test
  void takesColumnsFirstThenTheTerminalsAnswerThenEighty() {
    assertThat(TerminalWidth.of(Map.of("COLUMNS", "120")::get, "24 100\n")).isEqualTo(120);
    assertThat(TerminalWidth.of(Map.<String, String>of()::get, "24 100\n")).isEqualTo(100);
    assertThat(TerminalWidth.of(Map.<String, String>of()::get, "")).isEqualTo(80);
    assertThat(TerminalWidth.of(Map.of("COLUMNS", "wide")::get, "no tty")).isEqualTo(80);
    assertThat(TerminalWidth.of(Map.<String, String>of()::get, "0 0")).isEqualTo(80);
    assertThat(TerminalWidth.of(Map.of("COLUMNS", "1")::get, "")).isEqualTo(40);
    assertThat(TerminalWidth.of(Map.of("COLUMNS", "99999999999")::get, "")).isEqualTo(80);
  }
}
