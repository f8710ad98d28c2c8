package org.eobench.core.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
  private static String write(Object value) {
    MapNode map = new MapNode(Origin.builtIn("test"));
    map.put("k", new ScalarNode(value, Origin.builtIn("test")));
    return YamlWriter.write(map);
  }

  @Test
  void printsBlockStyleWithListsNotIndented() {
    String yaml = "a:\n  b:\n  - 1\n  - c: x\n    d: {}\n  - - 1\n    - []\ne: null\n";
    assertThat(YamlWriter.write(ConfigNode.ofYaml(yaml, "a.yaml"))).isEqualTo(yaml);
  }

  @Test
  void printsNumbersAsPyYaml() {
    assertThat(write(1e-9)).isEqualTo("k: 1.0e-09\n");
    assertThat(write(1e16)).isEqualTo("k: 1.0e+16\n");
    assertThat(write(123456789.0)).isEqualTo("k: 123456789.0\n");
    assertThat(write(0.1 + 0.2)).isEqualTo("k: 0.30000000000000004\n");
    assertThat(write(Double.NaN)).isEqualTo("k: .nan\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y",
        "12",
        "1e5",
        "2024-01-01",
        "null",
        "",
        " lead",
        "a: b",
        "# no",
        "- x",
        "it's: 'q'",
        "two\nlines\n",
        "tab\there",
        "${a.b}",
        "???",
        "ключ",
        "=",
        "a #b",
        "!x",
        "end:",
        "\\back",
        "a sentence that is certainly longer than the eighty columns after which lines are folded"
            + " ok"
      })
  void printsTextThatReadsBackTheSame(String text) {
    ConfigNode read = ConfigNode.ofYaml(write(text), "a.yaml");
    assertThat(read.selectText("k")).isEqualTo(text);
  }

  @Test
  void foldsLongTextAtTheFirstSpaceBehindTheWidth() {
    String words = "word ".repeat(20).strip();
    assertThat(write(words))
        .isEqualTo("k: " + "word ".repeat(16).strip() + "\n  " + "word ".repeat(4).strip() + "\n");
  }

  @Test
  void addsOriginsAsComments() {
    assertThat(YamlWriter.writeWithOrigins(ConfigNode.ofYaml("a: 1\nb:\n  c: [x]\n", "t.yaml")))
        .isEqualTo("a: 1  # t.yaml:1\nb:\n  c:  # t.yaml:3\n  - x\n");
  }
}
