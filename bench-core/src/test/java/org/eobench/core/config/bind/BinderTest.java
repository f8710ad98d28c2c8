package org.eobench.core.config.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BinderTest {
  enum Mode {
    FAST,
    VERY_SLOW
  }

  record Common(int seed, @Default("cpu") String device) {}

  record Layer(int width, @Nullable String name) {}

  record Model(
      @Inline Common common,
      @Range(min = 1, max = 64) int batchSize,
      double learningRate,
      Mode mode,
      Path root,
      List<Layer> layers,
      Map<String, List<String>> inputBands,
      int[] outputLayers,
      Optional<Long> limit,
      @Nullable Double clip,
      @Default("[1, 2]") List<Integer> steps) {
    Model {
      if (layers.isEmpty()) {
        throw new IllegalArgumentException("layers must not be empty");
      }
    }
  }

  private static final String GOOD =
      """
      _target_: some_model
      seed: 7
      batch_size: 8
      learning_rate: 1
      mode: very-slow
      root: data/x
      layers: [{width: 3}, {width: 4, name: last}]
      input_bands: {optical: [B2, B3]}
      output_layers: [3, 5]
      """;

  private static ConfigNode yaml(String text) {
    return Objects.requireNonNull(YamlReader.read(text, "model.yaml"));
  }

  private static List<Problem> problemsOf(String text) {
    Problems problems = new Problems();
    assertThat(Binder.bind(yaml(text), "model", Model.class, problems)).isNull();
    return problems.list();
  }

  @Test
  void fillsEveryKindOfComponent() {
    Model model = Binder.bindOrThrow(yaml(GOOD), Model.class);
    assertThat(model.common()).isEqualTo(new Common(7, "cpu"));
    assertThat(model.batchSize()).isEqualTo(8);
    assertThat(model.learningRate()).isEqualTo(1.0);
    assertThat(model.mode()).isEqualTo(Mode.VERY_SLOW);
    assertThat(model.root()).isEqualTo(Path.of("data/x"));
    assertThat(model.layers()).containsExactly(new Layer(3, null), new Layer(4, "last"));
    assertThat(model.inputBands()).isEqualTo(Map.of("optical", List.of("B2", "B3")));
    assertThat(model.outputLayers()).containsExactly(3, 5);
    assertThat(model.limit()).isEmpty();
    assertThat(model.clip()).isNull();
    assertThat(model.steps()).containsExactly(1, 2);
  }

  @Test
  void reportsEverythingAtOnceWithLines() {
    List<Problem> problems =
        problemsOf(
            """
            sead: 7
            batch_size: 0
            learning_rate: fast
            mode: fsat
            root: data
            layers: [{width: 3.5}]
            input_bands: {}
            output_layers: [1]
            """);
    assertThat(problems)
        .extracting(Problem::id)
        .containsExactly(
            "UnknownKey", "MissingKey", "OutOfRange", "WrongType", "UnknownChoice", "WrongType");
    assertThat(problems.get(0).render())
        .contains("model.sead", "model.yaml:1", "did you mean seed?");
    assertThat(problems.get(1).render()).contains("model.seed", "an integer");
    assertThat(problems.get(2).render())
        .contains("model.batch_size=0", "model.yaml:2", "at least 1 and at most 64");
    assertThat(problems.get(4).render()).contains("did you mean fast?", "very_slow");
    assertThat(problems.get(5).render()).contains("model.layers.0.width is 3.5", "an integer");
  }

  @Test
  void neverSuggestsToAddAMisspeltKey() {
    assertThat(problemsOf("sead: 7").get(0).render()).doesNotContain("+");
  }

  @Test
  void turnsARefusalOfTheRecordIntoAProblemWhereTheKeyItNamesWasSet() {
    assertThat(problemsOf(GOOD.replaceAll("layers: \\[\\{.*", "layers: []")))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.render())
                    .contains("model: layers must not be empty", "model.yaml:7"));
  }

  @Test
  void nullTakesAKeyOutOfAMap() {
    String text = GOOD.replace("{optical: [B2, B3]}", "{optical: null, sar: [VV]}");
    assertThat(Binder.bindOrThrow(yaml(text), Model.class).inputBands())
        .isEqualTo(Map.of("sar", List.of("VV")));
  }

  @Test
  void refusesAValueStillToBeGiven() {
    assertThat(problemsOf(GOOD.replace("seed: 7", "seed: ???")))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.render())
                    .contains("model.seed", "model.yaml:2", "`model.seed=VALUE`"));
  }

  @Test
  void advisesANumberThatCanBeRead() {
    assertThat(adviceFor("'7'")).contains("write 7 without quotes");
    assertThat(adviceFor("'007'")).contains("write 7, without leading zeros or quotes");
    assertThat(adviceFor("'-010'")).contains("write -10, without leading zeros or quotes");
    assertThat(adviceFor("'00'")).contains("write 0, without leading zeros or quotes");
    assertThat(adviceFor("'3.5'")).isEmpty();
    assertThat(adviceFor("seven")).isEmpty();
  }

  private static String adviceFor(String seed) {
    return problemsOf(GOOD.replace("seed: 7", "seed: " + seed)).get(0).next();
  }

  @Test
  void refusesNullWhereNoneIsAllowed() {
    assertThat(problemsOf(GOOD.replace("root: data/x", "root: null")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.render()).contains("model.root is null", "path"));
  }

  @Test
  void throwsAllProblemsTogether() {
    assertThatThrownBy(() -> Binder.bindOrThrow(yaml("seed: x"), Common.class))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("seed is the text 'x'")
        .hasMessageContaining("model.yaml:1");
  }

  @Test
  void throwsOverAKeyThatTheRecordDoesNotHaveThoughItCanBeFilled() {
    assertThatThrownBy(() -> Binder.bindOrThrow(yaml("seed: 1\ndevise: gpu"), Common.class))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("[Bench/UnknownKey] devise is not a key")
        .hasMessageContaining("did you mean device?");
  }
}
