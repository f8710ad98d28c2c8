package org.eobench.cli.config;

import static org.eobench.cli.config.HydraAnswer.check;
import static org.eobench.cli.config.HydraAnswer.same;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.config.override.ConfigOverride;
import org.eobench.core.config.override.OverrideParser;
import org.eobench.core.config.override.Sweep;
import org.eobench.core.config.tree.Origin;
import org.eobench.core.config.tree.PythonText;
import org.eobench.core.config.tree.QuotedText;
import org.eobench.core.config.tree.ValueText;
import org.eobench.core.error.BenchException;
import org.jspecify.annotations.Nullable;

/** Compares one parsed override. */
final class HydraParserAnswer {
  private static final Origin ORIGIN = Origin.argument(1, "");

  private HydraParserAnswer() {}

  static void compare(HydraCase test) {
    String line = test.overrides().get(0);
    ConfigOverride ours;
    try {
      ours = OverrideParser.parse(line, 1);
    } catch (BenchException e) {
      check(test.expectsError(), "refused: " + e.getMessage());
      HydraAnswer.error(e, test.json().get("error"));
      return;
    }
    check(!test.expectsError(), "accepted as " + ours);
    JsonNode hydras = test.expected().get("parsed").get(0);
    same("type", ours.type().name(), hydras.get("type").asText());
    same("key", ours.key(), hydras.get("key").asText());
    same("package", String.valueOf(ours.pkg()), hydras.path("package").asText("null"));
    same("valueType", valueType(ours), hydras.path("valueType").asText("null"));
    same("keyText", ours.keyText(), hydras.get("keyText").asText());
    same("quoted", ours.value() instanceof QuotedText, hydras.path("quoted").asBoolean());
    if (ours.value() instanceof Sweep sweep) {
      sweep(sweep, hydras);
    } else if (hydras.has("value")) {
      value(ours, hydras);
    }
  }

  private static void value(ConfigOverride ours, JsonNode hydras) {
    String mine = text(ours.value());
    boolean anyOrder = hydras.path("anyOrder").asBoolean();
    same(
        "value",
        anyOrder ? sorted(mine) : mine,
        anyOrder
            ? sorted(HydraAnswer.text(hydras.get("value")))
            : HydraAnswer.text(hydras.get("value")));
    if (!anyOrder) {
      String text = ValueText.of(ours.value());
      String theirs = hydras.get("valueText").asText();
      same("value text", text(reread(text)), text(reread(theirs)));
    }
  }

  private static @Nullable Object reread(String text) {
    return OverrideParser.parse("k=" + text, 1).value();
  }

  private static String sorted(String text) {
    List<String> parts =
        new ArrayList<>(List.of(text.replace("[", "").replace("]", "").split(", ")));
    parts.sort(null);
    return parts.toString();
  }

  private static void sweep(Sweep ours, JsonNode hydras) {
    List<String> tags = new ArrayList<>(HydraCase.strings(hydras.path("tags")));
    tags.sort(null);
    same("tags", ours.tags(), tags);
    if (ours instanceof Sweep.Ordered ordered) {
      same("shuffle", ordered.shuffle(), hydras.path("shuffle").asBoolean());
      List<String> texts = new ArrayList<>();
      ordered.values().forEach(value -> texts.add(ValueText.of(value)));
      same("sweep strings", texts, HydraCase.strings(hydras.path("sweepStrings")));
    }
    if (ours instanceof Sweep.Choice choice) {
      same("choices", text(choice.values()), HydraAnswer.text(hydras.get("choices")));
    } else if (ours instanceof Sweep.Range range) {
      JsonNode expected = hydras.get("range");
      same("start", PythonText.of(range.start()), HydraAnswer.text(expected.get("start")));
      same("stop", PythonText.of(range.stop()), HydraAnswer.text(expected.get("stop")));
      same("step", PythonText.of(range.step()), HydraAnswer.text(expected.get("step")));
    } else if (ours instanceof Sweep.Interval interval) {
      JsonNode expected = hydras.get("interval");
      same("start", PythonText.of(interval.start()), HydraAnswer.text(expected.get("start")));
      same("end", PythonText.of(interval.end()), HydraAnswer.text(expected.get("end")));
    } else if (ours instanceof Sweep.Glob glob) {
      same("include", glob.include(), HydraCase.strings(hydras.get("glob").get("include")));
      same("exclude", glob.exclude(), HydraCase.strings(hydras.get("glob").get("exclude")));
    }
  }

  /** Null keys of mappings, which a tree cannot hold, are written out by hand. */
  private static String text(@Nullable Object value) {
    if (value instanceof java.util.Map<?, ?> map) {
      java.util.StringJoiner items = new java.util.StringJoiner(", ", "{", "}");
      map.forEach((key, item) -> items.add(text(key) + ": " + text(item)));
      return items.toString();
    }
    return HydraAnswer.text(ConfigOverride.node(value, ORIGIN));
  }

  private static String valueType(ConfigOverride override) {
    if (!override.hasValue()) {
      return "null";
    }
    if (override.value() instanceof Sweep.Choice choice) {
      return choice.simple() ? "SIMPLE_CHOICE_SWEEP" : "CHOICE_SWEEP";
    }
    if (override.value() instanceof Sweep.Range) {
      return "RANGE_SWEEP";
    }
    if (override.value() instanceof Sweep.Interval) {
      return "INTERVAL_SWEEP";
    }
    return override.value() instanceof Sweep.Glob ? "GLOB_CHOICE_SWEEP" : "ELEMENT";
  }
}
