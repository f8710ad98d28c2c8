package org.eobench.core.config.interpolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.junit.jupiter.api.Test;

class ResolverTest {
  private static MapNode resolve(String yaml, Problems problems) {
    MapNode root = (MapNode) ConfigNode.ofYaml(yaml, "a.yaml");
    return new Resolver(root, null, Map.of("SITE", "lab", "PORT", "80")::get).resolveAll(problems);
  }

  private static String value(String yaml) {
    Problems problems = new Problems();
    MapNode resolved = resolve(yaml, problems);
    assertThat(problems.list()).isEmpty();
    return PythonText.inline(Objects.requireNonNull(resolved.get("v")));
  }

  @Test
  void keepsTheTypeOfALoneReference() {
    assertThat(value("a: 1.5\nv: ${a}")).isEqualTo("1.5");
    assertThat(value("a: [1, x]\nv: ${a}")).isEqualTo("[1, 'x']");
    assertThat(value("a: 1\nv: '${a}'")).isEqualTo("1");
  }

  @Test
  void joinsTextAsPythonPrintsIt() {
    assertThat(value("a: null\nb: true\nv: x-${a}-${b}")).isEqualTo("x-None-True");
  }

  @Test
  void countsRelativeReferencesFromTheirOwnPlace() {
    assertThat(value("top: 3\nb: {c: 1, d: '${.c}', e: {f: '${..c}', g: '${...top}'}}\nv: ${b}"))
        .isEqualTo("{'c': 1, 'd': 1, 'e': {'f': 1, 'g': 3}}");
  }

  @Test
  void resolvesNestedAndIndexedReferences() {
    assertThat(value("which: b\nm: {b: [4, 5]}\nv: ${m.${which}[1]}")).isEqualTo("5");
  }

  @Test
  void callsResolvers() {
    assertThat(value("v: ${oc.env:SITE}")).isEqualTo("lab");
    assertThat(value("v: ${oc.env:NONE,12}")).isEqualTo("'12'");
    assertThat(value("v: ${oc.decode:${oc.env:PORT}}")).isEqualTo("80");
    assertThat(value("v: ${oc.select:no.such,12}")).isEqualTo("12");
    assertThat(value("m: {x: 1, y: 2}\nv: ${oc.dict.keys:m}")).isEqualTo("['x', 'y']");
    assertThat(value("m: {x: 1, y: '${.x}'}\nv: ${oc.dict.values:m}")).isEqualTo("[1, 1]");
    assertThat(value("v: '${oc.create:{a: [1, b c]}}'")).isEqualTo("{'a': [1, 'b c']}");
  }

  @Test
  void leavesEscapedReferencesAsText() {
    assertThat(value("v: \\${a}")).isEqualTo("${a}");
  }

  @Test
  void reportsEveryBrokenReferenceWithItsLine() {
    Problems problems = new Problems();
    resolve(
        """
        alpha: 1
        a: ${alhpa}
        b: ${oc.env:NO_SUCH}
        c: ${nosuch:1}
        d: ${e}
        e: ${d}
        f: ???
        g: ${f}
        h: ${alpha.x}
        i: ${open
        """,
        problems);
    assertThat(problems.list())
        .extracting(Problem::id)
        .containsExactly(
            "InterpolationKey",
            "EnvNotSet",
            "UnknownResolver",
            "InterpolationCycle",
            "InterpolationCycle",
            "InterpolationToMissing",
            "InterpolationFailed",
            "InterpolationSyntax");
    assertThat(problems.list().get(0).render())
        .contains("a: ", "'alhpa'", "a.yaml:2", "did you mean alpha?");
    assertThat(problems.list().get(3).render()).contains("d -> e -> d");
  }
}
