package org.eobench.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageTemplateTest {
  @Test
  void fillsEveryPlaceAndLeavesTheTextOfTheValuesAlone() {
    assertThat(
            new PageTemplate("{{a}} costs {{b}}, {{a}}\n")
                .with("a", "$1 {{b}}")
                .with("b", "\\2")
                .text())
        .isEqualTo("$1 {{b}} costs \\2, $1 {{b}}\n");
  }

  @Test
  void refusesNamesThatTheTemplateLacksAndPlacesWithoutAValue() {
    assertThatThrownBy(() -> new PageTemplate("{{a}}").with("a", "1").with("b", "2").text())
        .hasMessageContaining("requires [a], but the given names are [a, b]");
    assertThatThrownBy(() -> new PageTemplate("{{a}} {{b}}").with("a", "1").text())
        .hasMessageContaining("requires [a, b], but the given names are [a]");
  }
}
