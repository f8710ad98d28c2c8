package org.eobench.core.config.override;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are read as something else than text keep their spelling in what the user hears. */
class SpellingTest {
  record Named(List<String> classes) {}

  record Codes(Map<String, Integer> codes) {}

  private static List<Problem> problems(ConfigNode node, Class<? extends Record> type) {
    Problems problems = new Problems();
    Binder.bind(node, type, problems);
    return problems.list();
  }

  private static ConfigNode yaml(String text) {
    return Objects.requireNonNull(YamlReader.read(text, "mine.yaml"));
  }

  private static MapNode argument(String line) {
    ConfigOverride override = OverrideParser.parse(line, 1);
    MapNode root = new MapNode(override.origin());
    root.put(override.key(), override.node());
    return root;
  }

  @ParameterizedTest
  @CsvSource({
    "no,false",
    "Yes,true",
    "on,true",
    "OFF,false",
    "010,8",
    "1e3,1000.0",
    "~,null",
    "12:30,750",
    "0x1F,31"
  })
  void givesTheUsersOwnWordBack(String word, String read) {
    List<Problem> found = problems(yaml("classes: [water, " + word + "]"), Named.class);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).what())
        .isEqualTo("classes.1 is " + word + ", which is read as " + read);
    assertThat(found.get(0).next()).isEqualTo("put it in quotes: \"" + word + "\"");
    assertThat(problems(yaml("classes: [water, \"" + word + "\"]"), Named.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-05-06", "n", "y", "0o17"})
  void takesWordsThatAreTextAsTheyStand(String word) {
    assertThat(problems(yaml("classes: [" + word + "]"), Named.class)).isEmpty();
  }

  @Test
  void writesTheWholeArgumentWithQuotesThatAShellKeeps() {
    List<Problem> found = problems(argument("classes=[true,1e3, null,a 1,'x']"), Named.class);
    assertThat(found).hasSize(3);
    assertThat(found)
        .allSatisfy(
            problem ->
                assertThat(problem.next())
                    .isEqualTo("write 'classes=[\"true\",\"1e3\", \"null\",a 1,'\\''x'\\'']'"));
    String advised = "classes=[\"true\",\"1e3\", \"null\",a 1,'x']";
    assertThat(problems(argument(advised), Named.class)).isEmpty();
  }

  @Test
  void refusesAKeyThatIsReadAsTrueOrFalse() {
    List<Problem> found = problems(yaml("codes:\n  water: 0\n  no: 1\n"), Codes.class);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).what()).isEqualTo("codes has a key that YAML reads as false");
    assertThat(found.get(0).where()).isEqualTo("mine.yaml:3");
    assertThat(problems(yaml("codes:\n  water: 0\n  'no': 1\n  7: 2\n"), Codes.class)).isEmpty();
  }
}
