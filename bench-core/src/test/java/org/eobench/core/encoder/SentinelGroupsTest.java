package org.eobench.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.SentinelGroups.PresentGroup;
import org.junit.jupiter.api.Test;

class SentinelGroupsTest {
  @Test
  void findsTheBandsOfAGroupWhereverTheyLie() {
    Map<String, List<String>> bands = new LinkedHashMap<>();
    bands.put("optical", List.of("B8", "B4", "B2", "B3"));
    bands.put("sar", List.of("VH", "VV"));
    assertThat(SentinelGroups.of("X", bands))
        .containsExactly(
            new PresentGroup("S1", 0, List.of(5, 4)),
            new PresentGroup("S2_RGB", 1, List.of(2, 3, 1)),
            new PresentGroup("S2_NIR_10m", 3, List.of(0)));
  }

  @Test
  void refusesPartOfAGroup() {
    assertThatThrownBy(() -> SentinelGroups.of("X", Map.of("sar", List.of("VV"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("input_bands.sar lacks VH: X needs the bands VV, VH together");
  }

  @Test
  void refusesWhatNoGroupHas() {
    assertThatThrownBy(() -> SentinelGroups.of("X", Map.of("optical", List.of("B10"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input_bands.optical lists B10, which X does not know");
    assertThatThrownBy(() -> SentinelGroups.of("X", Map.of("thermal", List.of("B2"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input_bands.thermal lists B2");
  }
}
