package org.eobench.core.config.override;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.tree.ValueText;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverrideParserTest {
  private static @Nullable Object value(String text) {
    return OverrideParser.parse("key=" + text, 1).plainValue();
  }

  private static Sweep.Ordered sweep(String text) {
    return (Sweep.Ordered) Objects.requireNonNull(value(text));
  }

  private static Problem refusal(String line) {
    try {
      OverrideParser.parse(line, 3);
    } catch (BenchException e) {
      return e.problems().get(0);
    }
    throw new AssertionError(line + " was accepted");
  }

  @Test
  void typesValues() {
    assertThat(value("1_000")).isEqualTo(1000L);
    assertThat(value("1e-4")).isEqualTo(1e-4);
    assertThat(value("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(value("TRUE")).isEqualTo(true);
    assertThat(value("null")).isNull();
    assertThat(value("")).isEqualTo("");
    assertThat(value("[a,{b: 1}]")).isEqualTo(List.of("a", Map.of("b", 1L)));
  }

  @Test
  void leavesTextThatOnlyYamlWouldTakeForANumberAlone() {
    assertThat(List.of("010", "yes", "12:30:45", "0x1F"))
        .allSatisfy(text -> assertThat(value(text)).isEqualTo(text));
  }

  @Test
  void unescapesAndUnquotes() {
    assertThat(value("a\\,b\\ c")).isEqualTo("a,b c");
    assertThat(value("'it\\'s'")).isEqualTo("it's");
    assertThat(value("'C:\\\\dir\\\\'")).isEqualTo("C:\\\\dir\\");
  }

  @Test
  void readsPrefixGroupAndPackage() {
    ConfigOverride override = OverrideParser.parse("+model/block@left.side=wide", 2);
    assertThat(override.type()).isEqualTo(ConfigOverride.Type.ADD);
    assertThat(override.key()).isEqualTo("model/block");
    assertThat(override.pkg()).isEqualTo("left.side");
    assertThat(override.origin().place()).startsWith("argument 2");
  }

  @Test
  void printsValuesThatReadBackAsTheSame() {
    for (String text : List.of("'a\\'b\\\\'", "a\\,b", "[1,{a:'x'}]", "1.0e+30", "null")) {
      Object value = OverrideParser.parse("k=" + text, 1).value();
      assertThat(OverrideParser.parse("k=" + ValueText.of(value), 1).value()).isEqualTo(value);
    }
  }

  @Test
  void countsFloatRangesAsDecimals() {
    assertThat(Sweep.texts(sweep("range(0.1,0.5,0.1)")))
        .containsExactly("0.1", "0.2", "0.30000000000000004", "0.4");
  }

  @Test
  void shufflesTheSameWayEachTime() {
    assertThat(Sweep.texts(sweep("shuffle(1,2,3,4,5,6)")))
        .isEqualTo(Sweep.texts(sweep("shuffle(1,2,3,4,5,6)")))
        .containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
  }

  @Test
  void pointsAtTheCharacterAtFault() {
    assertThat(refusal("name=a#b").where()).isEqualTo("argument 3:\nname=a#b\n      ^");
  }

  @Test
  void saysHowToQuote() {
    assertThat(refusal("name=epoch=9.ckpt").render()).contains("\"name='epoch=9.ckpt'\"");
  }

  @Test
  void offersTheNearestFunction() {
    assertThat(refusal("a=rnage(1,3)").render()).contains("did you mean range?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "",
        "a b=1",
        "-a=1",
        "a..b=1",
        "k=[1,2",
        "k={a}",
        "k='open",
        "k=a=b",
        "k=a,,b",
        "k=range(0,5,0)",
        "k=int(x)",
        "k=${a:{b:1}}",
        "+++a=1",
        "a@b@c=1",
        "k=ü"
      })
  void refusesWhatCannotBeRead(String line) {
    assertThat(refusal(line).id()).isEqualTo("OverrideSyntax");
    assertThat(refusal(line).what()).contains(line);
  }

  @Test
  void reportsAllUnreadableArguments() {
    assertThatThrownBy(() -> OverrideParser.parseAll(List.of("a=[", "b=1", "c=(")))
        .isInstanceOfSatisfying(BenchException.class, e -> assertThat(e.problems()).hasSize(2));
  }
}
