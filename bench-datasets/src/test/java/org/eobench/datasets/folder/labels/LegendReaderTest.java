package org.eobench.datasets.folder.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegendReaderTest {
  private static Legend read(String yaml, String... classes) {
    MapNode labels = (MapNode) ConfigNode.ofYaml(yaml, "my.yaml");
    return LegendReader.read(labels, List.of(classes), -1);
  }

  @Test
  void definesTheClassesInTheOrderOfTheLabels() {
    Legend legend =
        read("{5: water, 1: forest, [3, 4]: crop, '6,7': water, '10-12': crop, 255: ignore}");

    assertThat(legend.classes()).containsExactly("water", "forest", "crop");
    assertThat(List.of(5, 1, 3, 4, 6, 7, 10, 11, 12, 255, 0, 8))
        .extracting(value -> legend.ofValue(value))
        .containsExactly(0, 1, 2, 2, 0, 0, 2, 2, 2, -1, -2, -2);
    assertThat(legend.ofValue(1.5)).isEqualTo(Legend.UNLISTED);
    assertThat(legend.unused()).isEmpty();
  }

  @Test
  void keepsTheOrderOfGivenClasses() {
    Legend legend = read("{1: forest, 2: water, other: ignore}", "water", "ice", "forest");

    assertThat(legend.classes()).containsExactly("water", "ice", "forest");
    assertThat(legend.ofValue(1)).isEqualTo(2);
    assertThat(legend.ofValue(9)).isEqualTo(Legend.IGNORED);
    assertThat(legend.unused()).containsExactly("ice");
  }

  @Test
  void readsNamesThatYamlTakesForTruthValuesAsTheyAreWritten() {
    assertThat(read("{0: no, 1: yes}").classes()).containsExactly("no", "yes");
  }

  @ParameterizedTest
  @CsvSource({
    // HLS Fmask: bit 1 cloud, 3 shadow, 4 snow, 5 water, 6-7 aerosol.
    "0, 2",
    "2, 0",
    "8, 1",
    "10, 0",
    "194, 0",
    "64, 2",
    "192, 3",
    "200, 1",
    "255, -1"
  })
  void findsBitsInTheOrderOfTheLabels(int value, int meaning) {
    Legend legend =
        read("{bit 1: cloud, bit 3: shadow, 255: ignore, other: clear, bits 6-7 = 3: haze}");

    assertThat(legend.ofValue(value)).isEqualTo(meaning);
  }

  @Test
  void readsColours() {
    Legend legend = read("{'#FF0000': city, '#00ff00': forest}");

    assertThat(legend.kind()).isEqualTo(Legend.Kind.COLOURS);
    assertThat(legend.ofColour(0x00ff00)).isEqualTo(1);
    assertThat(legend.ofColour(0x0000ff)).isEqualTo(Legend.UNLISTED);
  }

  @Test
  void reportsEveryWrongEntryWithItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    "1: forest\nred: city\n[1, 2]: water\n7-3: crop\nbit 40: cloud\n4: [a]\n",
                    "forest",
                    "waters"))
        .isInstanceOfSatisfying(BenchException.class, e -> assertThat(e.problems()).hasSize(5))
        .hasMessageContaining("cannot read the key 'red'\n  where: my.yaml:2")
        .hasMessageContaining("a colour ('#ff0000')")
        .hasMessageContaining("water is not in dataset.classes\n  where: my.yaml:3")
        .hasMessageContaining("did you mean waters?")
        .hasMessageContaining("cannot read the key '7-3'")
        .hasMessageContaining("cannot read the key 'bit 40'")
        .hasMessageContaining("dataset.labels.4 must be the name of a class, not a list");
  }

  @Test
  void refusesLabelsThatContradictEachOther() {
    assertThatThrownBy(() -> read("{1: a, '0-3': b}"))
        .hasMessageContaining("dataset.labels lists 0-3 twice: 1 and 0-3");
    assertThatThrownBy(() -> read("{1: a, '#000000': b}"))
        .hasMessageContaining("dataset.labels lists both values and colours");
    assertThatThrownBy(() -> read("{band 1: a, band 3: b}"))
        .hasMessageContaining("dataset.labels says nothing of band 2")
        .hasMessageContaining("add `band 2: CLASS` or `band 2: ignore`");
    assertThatThrownBy(() -> read("{1: ignore}"))
        .hasMessageContaining("dataset.labels names no class");
    MapNode labels = (MapNode) ConfigNode.ofYaml("{5: a, 6: b}", "my.yaml");
    assertThatThrownBy(() -> LegendReader.read(labels, List.of(), 1))
        .hasMessageContaining("dataset.ignore_index=1 is the number of the class b")
        .hasMessageContaining("set `dataset.ignore_index=-1`");
  }
}
