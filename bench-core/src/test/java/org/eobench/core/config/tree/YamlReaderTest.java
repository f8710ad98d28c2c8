package org.eobench.core.config.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Objects;
import org.eobench.core.error.BenchException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
  private static MapNode map(String text) {
    return (MapNode) Objects.requireNonNull(YamlReader.read(text, "a.yaml"));
  }

  private static @Nullable Object value(String text) {
    return ((ScalarNode) Objects.requireNonNull(map("k: " + text).get("k"))).value();
  }

  @ParameterizedTest
  @CsvSource({
    "12,12",
    "0,0",
    "999999999999999999,999999999999999999",
    "9223372036854775807,9223372036854775807",
    "08,",
    "0x1F,31",
    "010,8",
    "0b101,5",
    "12:30:45,45045",
    "1_000,1000",
    "+7,7",
    "-4,-4",
    "0o17,"
  })
  void typesIntegers(String text, @Nullable Long expected) {
    assertThat(value(text)).isEqualTo(expected == null ? text : expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25,0.25",
    "00.5,0.5",
    "1e-4,1e-4",
    "2.,2",
    ".5,.5",
    "6E23,6e23",
    "1.0e+3,1000",
    "-.5,",
    "1.2.3,"
  })
  void typesNumbers(String text, @Nullable Double expected) {
    assertThat(value(text)).isEqualTo(expected == null ? text : expected);
  }

  @Test
  void typesOtherScalarsAsYaml11() {
    assertThat(value("yes")).isEqualTo(true);
    assertThat(value("Off")).isEqualTo(false);
    assertThat(value("y")).isEqualTo("y");
    assertThat(value("~")).isNull();
    assertThat(value("")).isNull();
    assertThat(value("2024-05-06")).isEqualTo("2024-05-06");
    assertThat(value("\"42\"")).isEqualTo("42");
    assertThat(value(".inf")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(value("123456789012345678901234567890"))
        .isEqualTo(new BigInteger("123456789012345678901234567890"));
  }

  @Test
  void skipsTheCommentAtTheTop() {
    MapNode map = map("# one\n#\n# three: 3\nk: 1 # not a key\n# last: 2\n");
    assertThat(map.names()).containsExactly("k");
    assertThat(Objects.requireNonNull(map.get("k")).origin().number()).isEqualTo(4);
    assertThat(map("# one\rk: 1\n").names()).containsExactly("k");
    assertThat(map("# \u00fcber\u2028k: 1\n").names()).containsExactly("k");
    assertThat(YamlReader.read("# one\n# two", "a.yaml")).isNull();
    assertThat(YamlReader.read("# one\n", "a.yaml")).isNull();
    assertThatThrownBy(() -> map("# one\n# \u0007\nk: 1\n"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("special characters");
  }

  @Test
  void keepsTheLineOfEveryValue() {
    MapNode map = map("a: 1\nb:\n  c: 2\n  d: [3,\n    4]\n");
    assertThat(Objects.requireNonNull(map.select("b.c")).origin().place()).isEqualTo("a.yaml:3");
    assertThat(Objects.requireNonNull(map.select("b.d.1")).origin().place()).isEqualTo("a.yaml:5");
  }

  @Test
  void copiesAnchorsAndMergesKeys() {
    MapNode map = map("base: &b {depth: 3, color: green}\ntree:\n  <<: *b\n  color: red\n");
    MapNode tree = Objects.requireNonNull(map.selectMap("tree"));
    assertThat(tree.names()).containsExactly("depth", "color");
    assertThat(tree.selectText("color")).isEqualTo("red");
  }

  @Test
  void refusesAKeyGivenTwice() {
    assertThatThrownBy(() -> map("a: 1\nb: 2\na: 3\n"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("YamlDuplicateKey")
        .hasMessageContaining("a.yaml:3");
  }

  @Test
  void namesTheLineOfASyntaxError() {
    assertThatThrownBy(() -> map("a: [1, 2\nb: 3\n"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("a.yaml:2");
  }

  @Test
  void readsNothingFromAnEmptyDocument() {
    assertThat(YamlReader.read("# only a comment\n", "a.yaml")).isNull();
  }

  @Test
  void treatsOneAndTrueAsTheSameKey() {
    MapNode map = map("m: {1: a, true: b}");
    assertThat(Objects.requireNonNull(map.selectMap("m")).names()).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource({
    "a: !!python/object:os.system {x: 1},!!python/object:os.system",
    "a: !foo [1],!foo",
    "a: !foo bar,!foo",
    "a: !!binary aGk=,!!binary",
    "a: !!set {x},!!set",
    "a: !!str [1],!!str",
    "a: {x: !foo },!foo",
    "!foo a: 1,!foo",
    "a: !<tag:example.org> b,tag:example.org"
  })
  void refusesATagItDoesNotKnow(String line, String tag) {
    assertThatThrownBy(() -> YamlReader.read("first: 1\n" + line, "tags.yaml"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(
            "[Bench/YamlTag] tags.yaml: the tag " + tag + " is not supported here")
        .hasMessageContaining("where: tags.yaml:2");
  }

  @Test
  void readsTheTagsOfPlainTypes() {
    assertThat(value("!!str 42")).isEqualTo("42");
    assertThat(value("!!float 1")).isEqualTo(1.0);
    assertThat(value("! 42")).isEqualTo("42");
    assertThat(map("k: !!map {a: !!seq [1]}").select("k.a.0")).isNotNull();
    assertThatThrownBy(() -> value("!!int many")).hasMessageContaining("cannot read many as !!int");
  }

  @Test
  void readsAListAsKeyByItsText() {
    MapNode map = (MapNode) ConfigNode.ofYaml("{[3, 4]: crop, [a]: b, 5: c}", "my.yaml");

    assertThat(map.names()).containsExactly("[3, 4]", "[a]", "5");
    MapNode again = (MapNode) ConfigNode.ofYaml(YamlWriter.write(map), "again.yaml");
    assertThat(again.names()).isEqualTo(map.names());
    assertThatThrownBy(() -> ConfigNode.ofYaml("a: 1\n{b: 1}: 2", "my.yaml"))
        .hasMessageContaining("a key must be a scalar or a list of scalars")
        .hasMessageContaining("my.yaml:2");
    assertThatThrownBy(() -> ConfigNode.ofYaml("[[1]]: 2", "my.yaml"))
        .hasMessageContaining("a key must be a scalar or a list of scalars");
    assertThatThrownBy(() -> ConfigNode.ofYaml("{[3]: 2, '[3]': 1}", "my.yaml"))
        .hasMessageContaining("found duplicate key [3]");
  }
}
