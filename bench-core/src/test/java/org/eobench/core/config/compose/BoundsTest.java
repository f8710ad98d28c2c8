package org.eobench.core.config.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.override.Sweep;
import org.eobench.core.config.tree.Bounds;
import org.eobench.core.config.tree.YamlReader;
import org.eobench.core.error.BenchException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Configurations that grow. Each input lies just past its bound, so that it would do no harm if the
 * bound were missing; that the refusal does not wait for the harm is what the time limit checks.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundsTest {
  private static final int DOUBLINGS = 17; // 131,072 values

  @TempDir Path folder;
  private ConfigFolder files = new ConfigFolder(Path.of("."));

  @BeforeEach
  void writeFiles() {
    files = new ConfigFolder(folder).standard();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(Runnable action) {
    return Assertions.assertThatThrownBy(action::run).isInstanceOf(BenchException.class);
  }

  private void resolved(String... arguments) {
    files.compose(arguments).resolve();
  }

  @Test
  void refusesAliasesThatMultiply() {
    String doubling =
        IntStream.rangeClosed(1, DOUBLINGS)
            .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
            .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));
    refused(() -> YamlReader.read(doubling, "bomb.yaml"))
        .hasMessageContaining("[Bench/TooMany] bomb.yaml has too many values once its aliases")
        .hasMessageContaining("where: bomb.yaml:16")
        .hasMessageContaining("at most 100,000 values in a file");
  }

  @Test
  void refusesYamlThatIsNestedTooDeep() {
    String open = "[".repeat(Bounds.DEPTH + 1);
    refused(() -> YamlReader.read("a: 1\nk: " + open + "]".repeat(open.length()), "deep.yaml"))
        .hasMessageContaining(
            "[Bench/TooDeep] lists and mappings are nested more than 64 levels deep")
        .hasMessageContaining("where: deep.yaml:2")
        .hasMessageContaining("at most 64 levels");
    assertThat(YamlReader.read("[".repeat(64) + "]".repeat(64), "deep.yaml")).isNotNull();
  }

  @Test
  void refusesALongValueAndALongKey() {
    String text = "x".repeat(Bounds.TEXT + 1);
    refused(() -> YamlReader.read("a: 1\nk: " + text, "long.yaml"))
        .hasMessageContaining("[Bench/TooLong] a value has 65,537 characters")
        .hasMessageContaining("where: long.yaml:2")
        .hasMessageNotContaining("xxx");
    refused(() -> YamlReader.read("? " + text + "\n: 1", "long.yaml"))
        .hasMessageContaining("where: long.yaml:1");
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    files.with("train", "a: 1\n" + "# filler\n".repeat(Bounds.FILE / 8));
    refused(files::compose)
        .hasMessageContaining("train.yaml is too large for a configuration")
        .hasMessageContaining("at most 1,048,576 bytes");
  }

  @Test
  void refusesDefaultsThatDrawEachOtherInForEver() {
    files.with("train", "defaults:\n  - loop/a\n  - _self_\n");
    files.with("loop/a", "defaults:\n  - b@more\n  - _self_\na: 1\n");
    files.with("loop/b", "defaults:\n  - a@more\n  - _self_\nb: 1\n");
    refused(files::compose)
        .hasMessageContaining("[Bench/DefaultsCycle] 'loop/b' includes itself in its defaults: ")
        .hasMessageContaining("loop/b -> loop/a -> loop/b")
        .hasMessageContaining("loop/a.yaml:2");
  }

  @Test
  void refusesDefaultsThatMultiply() {
    files.with("train", "defaults:\n  - t0@a\n  - t0@b\n  - _self_\n");
    for (int i = 0; i < 10; i++) {
      files.with("t" + i, "defaults:\n  - t" + (i + 1) + "@a\n  - t" + (i + 1) + "@b\n");
    }
    files.with("t10", "x: 1\n");
    refused(files::compose)
        .hasMessageContaining("[Bench/TooMany] the defaults lists include too many files")
        .hasMessageContaining("at most 1,000 files");
  }

  @Test
  void refusesAConfigurationWithTooManyValuesInAllFiles() {
    String values = "v: [" + "1,".repeat(Bounds.VALUES / 2) + "1]\n";
    files.with("train", "defaults:\n  - part@a\n  - part@b\n  - _self_\n").with("part", values);
    refused(files::compose)
        .hasMessageContaining("the configuration has too many values, including those of 'part'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x"})
  void refusesTextsThatDouble(String seed) {
    StringBuilder train = new StringBuilder("a0: '" + seed + "'\n");
    for (int i = 1; i <= DOUBLINGS; i++) {
      train.append(String.format("a%d: ${a%d}${a%d}%n", i, i - 1, i - 1));
    }
    files.with("train", train.toString());
    refused(() -> resolved())
        .hasMessageContaining("where: a")
        .hasMessageContaining("train.yaml:")
        .hasMessageContaining("at most 100,000 ");
  }

  @Test
  void refusesListsThatDouble() {
    StringBuilder train = new StringBuilder("a0: [1, 2]\n");
    for (int i = 1; i <= DOUBLINGS; i++) {
      train.append(String.format("a%d: ['${a%d}', '${a%d}']%n", i, i - 1, i - 1));
    }
    files.with("train", train.toString());
    refused(() -> resolved()).hasMessageContaining("[Bench/TooMany]");
  }

  @Test
  void refusesALongTextThatReferencesMake() {
    String part = "x".repeat(Bounds.TEXT / 2);
    files.with("train", "a: " + part + "\nb: ${a}${a}${a}\n");
    refused(() -> resolved())
        .hasMessageContaining("[Bench/TooLong] a text composed of references has 98,304 char")
        .hasMessageContaining("where: b at ");
  }

  @Test
  void refusesALongChainOfReferences() {
    String chain =
        IntStream.rangeClosed(1, Bounds.DEPTH + 1)
            .mapToObj(i -> "a" + i + ": ${a" + (i - 1) + "}\n")
            .collect(Collectors.joining("", "a0: 1\n", ""));
    files.with("train", chain);
    refused(() -> resolved())
        .hasMessageContaining("[Bench/TooDeep] references are chained more than 64 levels deep");
  }

  @Test
  void refusesReferencesInsideReferences() {
    String text = "${".repeat(Bounds.DEPTH + 1) + "a" + "}".repeat(Bounds.DEPTH + 1);
    files.with("train", "a: 1\nb: " + text + "\n");
    refused(() -> resolved())
        .hasMessageContaining("[Bench/TooDeep]")
        .hasMessageContaining("train.yaml");
  }

  @Test
  void refusesAReferenceOfTheHydraNodeToItself() {
    refused(
            () ->
                files
                    .compose("dataset=fires", "hydra.run.dir='${hydra:run.dir}'")
                    .hydraText("run.dir"))
        .hasMessageContaining("refers to itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a:", "sort("})
  void refusesAnOverrideThatIsNestedTooDeep(String open) {
    String close = open.equals("[") ? "]" : open.equals("{a:") ? "}" : ")";
    int deep = Bounds.DEPTH;
    String line = "+k=" + open.repeat(deep) + "1" + close.repeat(deep);
    refused(() -> OverrideParser.parseAll(List.of("a=1", line)))
        .hasMessageContaining("lists, mappings and functions are nested more than 64 levels deep")
        .hasMessageContaining("argument 2");
  }

  @Test
  void refusesALongOverrideWithoutPrintingItAll() {
    refused(() -> OverrideParser.parseAll(List.of("k=" + "x".repeat(Bounds.TEXT))))
        .hasMessageContaining("[Bench/TooLong] an override has 65,538 characters")
        .hasMessageContaining("argument 1 (k=xxx")
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
  }

  @Test
  void refusesAKeyOfTooManyParts() {
    refused(() -> OverrideParser.parseAll(List.of("+a" + ".a".repeat(Bounds.DEPTH) + "=1")))
        .hasMessageContaining("the parts of the key are nested more than 64 levels deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"k=%s", "k.%s=1", "k=1e%s", "k=1.%s"})
  void readsTextsOfManyRepetitions(String pattern) {
    String line = String.format(pattern, "1".repeat(20_000));
    assertThat(OverrideParser.parseAll(List.of(line))).hasSize(1);
    assertThat(YamlReader.read("k: 1" + ":1".repeat(20_000), "times.yaml")).isNotNull();
  }

  @Test
  void refusesTextThatJsonDoubles() {
    String line = "k=" + "json_str(".repeat(30) + "'\"'" + ")".repeat(30);
    refused(() -> OverrideParser.parseAll(List.of(line))).hasMessageContaining("json_str");
  }

  @ParameterizedTest
  @ValueSource(strings = {"range(2000000000)", "range(0,1,1e-300)", "range(0,inf)", "range(1001)"})
  void refusesASweepOverTooManyValues(String range) {
    refused(() -> plan("dataset=fires", "seed=" + range))
        .hasMessageContaining("[Bench/TooMany] 'seed=" + range + "' has ")
        .hasMessageContaining("where: argument 2")
        .hasMessageContaining("at most 1,000 jobs in a sweep");
  }

  @Test
  void refusesASweepWhoseRangesMultiply() {
    refused(() -> plan("dataset=fires,floods", "seed=range(100)", "+b=range(100)"))
        .hasMessageContaining("[Bench/TooMany] the sweep has 20,000 jobs")
        .hasMessageContaining("values of dataset: 2, seed: 100, +b: 100");
  }

  @Test
  void matchesAPatternOfManyStarsWithoutTryingAllWays() {
    String name = "a".repeat(60);
    Sweep.Glob glob = new Sweep.Glob(List.of("*a".repeat(30) + "*b"), List.of(), List.of());
    assertThat(glob.filter(List.of(name, name + "b"))).containsExactly(name + "b");
  }

  private SweepPlan plan(String... arguments) {
    return new Sweeper(files.composer())
        .plan("train", OverrideParser.parseAll(List.of(arguments)), true);
  }
}
