package org.eobench.cli.config;

import static org.eobench.cli.config.HydraAnswer.check;
import static org.eobench.cli.config.HydraAnswer.same;

import com.fasterxml.jackson.databind.JsonNode;
import org.eobench.core.config.compose.Composition;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problems;

/** Compares one composed configuration. */
final class HydraComposeAnswer {
  private HydraComposeAnswer() {}

  static void compare(HydraCase test) {
    Composition ours;
    try {
      ours = test.composer().compose(test.configName(), test.overrides());
    } catch (BenchException e) {
      check(test.expectsError(), "refused: " + e.getMessage());
      HydraAnswer.error(e, test.json().get("error"));
      return;
    }
    check(!test.expectsError(), "composed, although Hydra refuses: " + test.json().get("error"));
    compare(ours, test.expected());
    same("missing", ours.missing(), HydraCase.strings(test.expected().path("missing")));
    int warnings = test.json().path("warnings").size();
    same("number of warnings", ours.warnings().size(), warnings);
  }

  static void compare(Composition ours, JsonNode hydras) {
    if (hydras.has("unresolved")) {
      same("unresolved", HydraAnswer.text(ours.job()), HydraAnswer.text(hydras.get("unresolved")));
    }
    HydraAnswer.choices(ours.choices(), hydras.path("choices"), false);
    if (hydras.has("hydraChoices")) {
      HydraAnswer.choices(ours.choices(), hydras.get("hydraChoices"), true);
    }
    if (hydras.has("overrideDirname")) {
      same("dirname", ours.overrideDirname(), hydras.get("overrideDirname").asText());
    }
    Problems problems = new Problems();
    MapNode resolved = ours.resolve(problems);
    if (hydras.has("resolved")) {
      check(problems.isEmpty(), "unresolvable: " + problems.list());
      same("resolved", HydraAnswer.text(resolved), HydraAnswer.text(hydras.get("resolved")));
    }
    if (hydras.has("resolveError")) {
      check(!problems.isEmpty(), "resolved, although Hydra cannot");
      HydraAnswer.error(
          new BenchException(ExitCode.CONFIG, problems.list()), hydras.get("resolveError"));
    }
    hydras.path("hydra").fields().forEachRemaining(e -> ownNode(ours, e.getKey(), e.getValue()));
  }

  private static void ownNode(Composition ours, String key, JsonNode expected) {
    same(
        key,
        HydraAnswer.text(ours.whole().select(key)),
        HydraAnswer.text(expected.get("unresolved")));
    String path = key.substring("hydra.".length());
    if (expected.has("resolveError")) {
      try {
        ours.hydraText(path);
      } catch (BenchException e) {
        return;
      }
      throw new HydraAnswer.Mismatch(key + " resolves, although Hydra cannot");
    }
    if (expected.get("resolved").isTextual()) {
      String text = String.valueOf(ours.hydraText(path));
      same(key, time(text), expected.get("resolved").asText());
    }
  }

  /** The time of the run as the case files write it. */
  static String time(String text) {
    return text.replaceAll("\\d{4}-\\d{2}-\\d{2}/\\d{2}-\\d{2}-\\d{2}", "<date>/<time>");
  }
}
