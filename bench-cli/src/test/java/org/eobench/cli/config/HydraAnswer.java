package org.eobench.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.ListNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.jspecify.annotations.Nullable;

/** Compares what we answer with what Hydra answered; every difference is a {@link Mismatch}. */
final class HydraAnswer {
  private HydraAnswer() {}

  /** The reason why a case fails. */
  static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
      super(message, null, false, false);
    }
  }

  static void same(String what, Object ours, Object hydras) {
    if (!ours.equals(hydras)) {
      throw new Mismatch(what + ": ours " + ours + " hydra's " + hydras);
    }
  }

  static void check(boolean condition, String otherwise) {
    if (!condition) {
      throw new Mismatch(otherwise);
    }
  }

  /** A tree as text in which 1, 1.0, true and "1" differ and the order of keys shows. */
  static String text(@Nullable ConfigNode node) {
    if (node instanceof MapNode map) {
      StringJoiner items = new StringJoiner(", ", "{", "}");
      map.entries().forEach(e -> items.add(scalar(e.key()) + ": " + text(e.value())));
      return items.toString();
    }
    if (node instanceof ListNode list) {
      StringJoiner items = new StringJoiner(", ", "[", "]");
      list.items().forEach(item -> items.add(text(item)));
      return items.toString();
    }
    return node == null ? "absent" : scalar(((ScalarNode) node).value());
  }

  private static String scalar(@Nullable Object value) {
    return value instanceof String text ? '"' + text + '"' : PythonText.of(value);
  }

  /** The same text for a value of the case files. */
  static String text(JsonNode json) {
    if (json.isArray()) {
      StringJoiner items = new StringJoiner(", ", "[", "]");
      json.forEach(item -> items.add(text(item)));
      return items.toString();
    }
    if (json.has("$float")) {
      return json.get("$float").asText();
    }
    if (json.isObject()) {
      StringJoiner items = new StringJoiner(", ", "{", "}");
      if (json.has("$map")) {
        json.get("$map").forEach(pair -> items.add(text(pair.get(0)) + ": " + text(pair.get(1))));
      } else {
        json.fields()
            .forEachRemaining(e -> items.add('"' + e.getKey() + "\": " + text(e.getValue())));
      }
      return items.toString();
    }
    if (json.isTextual()) {
      return '"' + json.asText() + '"';
    }
    if (json.isBoolean()) {
      return json.asBoolean() ? "True" : "False";
    }
    if (json.isFloatingPointNumber()) {
      return PythonText.number(json.doubleValue());
    }
    return json.isNull() ? "None" : json.asText();
  }

  /** Our refusal must be of Hydra's kind and name what Hydra's case calls its subject. */
  static void error(BenchException failure, JsonNode error) {
    String kind = error.get("kind").asText();
    List<String> kinds = new ArrayList<>();
    boolean named = false;
    for (Problem problem : failure.problems()) {
      kinds.add(kebab(problem.id()));
      named |= kebab(problem.id()).equals(kind) && names(problem.render(), error.path("subject"));
    }
    check(kinds.contains(kind), "kind " + kind + " expected, ours " + kinds);
    check(named, "the subject " + error.get("subject") + " is not named: " + failure.getMessage());
    for (String option : HydraCase.strings(error.path("options"))) {
      check(
          String.valueOf(failure.getMessage()).contains(option),
          "the option " + option + " is not listed");
    }
    if (error.has("at")) {
      String file = error.get("at").get("file").asText();
      String place = file.substring(file.lastIndexOf('/') + 1) + ":" + error.get("at").get("line");
      check(
          String.valueOf(failure.getMessage()).contains(place),
          "the place " + place + " is not named");
    }
  }

  static boolean names(String message, JsonNode subject) {
    if (subject.isArray()) {
      return HydraCase.strings(subject).stream().anyMatch(message::contains);
    }
    return message.contains(subject.asText());
  }

  static String kebab(String id) {
    return id.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  static void choices(Map<String, @Nullable String> ours, JsonNode hydras, boolean ownNode) {
    List<String> mine = new ArrayList<>();
    ours.forEach(
        (group, option) -> {
          if (group.startsWith("hydra/") == ownNode && (!ownNode || hydras.has(group))) {
            mine.add(group + "=" + option);
          }
        });
    List<String> theirs = new ArrayList<>();
    hydras
        .fields()
        .forEachRemaining(e -> theirs.add(e.getKey() + "=" + e.getValue().asText("None")));
    mine.replaceAll(text -> text.replace("=null", "=None"));
    theirs.replaceAll(text -> text.replace("=null", "=None"));
    mine.sort(null);
    theirs.sort(null);
    same("choices", mine, theirs);
  }
}
