package org.eobench.testing.golden.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.eobench.testing.golden.cases.Mismatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingExpressionTest {
  private static final String RECORDED =
      """
      {"depth": 12, "img": 518, "patch": 14, "rate": 0.1, "name": "mlp", "layers": [3, 5, 7, 11],
       "bands": {"optical": ["B2", "B3"]}, "waves": [0.49, 0.56], "count": 3,
       "nothing": null, "sets": {"s2": [["B2", "B3"], ["B9"]]}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain text                      | "plain text"
          ${depth}                        | 12
          ${rate}                         | 0.1
          ${name}                         | "mlp"
          ${bands}                        | {"optical":["B2","B3"]}
          ${depth - 1}                    | 11
          ${img / patch}                  | 37
          ${depth / 5}                    | 2.4
          ${2 + depth * 2}                | 26
          ${(2 + depth) * 2}              | 28
          ${depth - 2 - 3}                | 7
          ${below(layers, 6)}             | [3,5]
          ${below(layers, depth / 2 - 2)} | [3]
          ${band_names(count)}            | ["band0","band1","band2"]
          ${band_names(waves)}            | ["band0","band1"]
          ${by_band(waves)}               | {"band0":0.49,"band1":0.56}
          ${first(layers)}                | 3
          ${first(nothing)}               | null
          ${flat(sets)}                   | {"s2":["B2","B3","B9"]}
          ${missing(mask)}                | [1]
          ${size(image, 3)}               | 64
          """)
  void hasTheValue(String text, String json) {
    assertThat(value(text).toString()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${depth -}", "${}", "${depth 1}", "${(depth}", "${below(layers)}"})
  void saysWhereItCannotBeRead(String text) {
    assertThatThrownBy(() -> value(text))
        .isInstanceOf(Mismatch.class)
        .hasMessageContaining("cannot read " + text + " at character");
  }

  @Test
  void refusesTextAroundAnExpression() {
    assertThatThrownBy(() -> value("layer${depth}")).hasMessageContaining("must be a single ${…}");
  }

  @Test
  void refusesToCalculateWithText() {
    assertThatThrownBy(() -> value("${name - 1}"))
        .hasMessageContaining("\"mlp\", which is not a number");
  }

  @Test
  void namesTheFunctionsThereAre() {
    assertThatThrownBy(() -> value("${belw(layers, 6)}"))
        .hasMessageContaining("no function belw; known are below");
  }

  private static JsonNode value(String text) {
    JsonNode recorded = json();
    return MappingExpression.value(
        text,
        new MappingExpression.Source() {
          @Override
          public JsonNode key(String key) {
            return recorded.get(key);
          }

          @Override
          public int size(String input, int axis) {
            assertThat(input).isEqualTo("image");
            return new int[] {1, 3, 32, 64}[axis];
          }

          @Override
          public List<Integer> missing(String input) {
            assertThat(input).isEqualTo("mask");
            return List.of(1);
          }
        });
  }

  private static JsonNode json() {
    try {
      return new ObjectMapper().readTree(RECORDED);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
