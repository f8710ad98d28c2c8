package org.eobench.cli.config;

import static org.eobench.cli.config.HydraAnswer.check;
import static org.eobench.cli.config.HydraAnswer.same;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eobench.core.config.compose.DefaultsNode;
import org.eobench.core.error.BenchException;

/** Compares what the command line prints and completes. */
final class HydraCliAnswer {
  private HydraCliAnswer() {}

  static void compare(HydraCase test) {
    JsonNode json = test.json();
    ConfigCommand command =
        new ConfigCommand(
            "bench", test.configName(), List.of(test.searchPath().sources().get(1)), name -> null);
    if (json.has("line")) {
      completions(command.complete(json.get("line").asText()), json);
      return;
    }
    List<String> arguments = new ArrayList<>(HydraCase.strings(json.get("args")));
    arguments.addAll(test.overrides());
    try {
      answer(command, CommandLine.parse(arguments), test);
    } catch (BenchException e) {
      check(test.expectsError(), "refused: " + e.getMessage());
      HydraAnswer.error(e, json.get("error"));
    }
  }

  /** Hydra completes neither packages nor comma lists, so there more is welcome. */
  private static void completions(List<String> ours, JsonNode json) {
    List<String> hydras = HydraCase.strings(json.get("expected").get("completions"));
    String line = json.get("line").asText();
    if (line.contains("@") || line.contains(",")) {
      check(ours.containsAll(hydras), "completions: ours " + ours + " hydra's " + hydras);
    } else {
      same("completions", ours, hydras);
    }
  }

  private static void answer(ConfigCommand command, CommandLine line, HydraCase test) {
    JsonNode expected = test.expected();
    if (expected.has("groups")) {
      Map<String, List<String>> groups = new TreeMap<>();
      expected
          .get("groups")
          .fields()
          .forEachRemaining(e -> groups.put(e.getKey(), HydraCase.strings(e.getValue())));
      same("groups", new TreeMap<>(command.groups(line)), groups);
      String help = command.answer(line);
      groups.forEach(
          (group, options) ->
              check(
                  help.contains("  " + group + ": " + String.join(", ", options) + "\n"),
                  group + " is not in the help"));
      return;
    }
    if (expected.has("defaults")) {
      defaults(command, line, expected.get("defaults"));
      return;
    }
    String ours = command.answer(line);
    check(!test.expectsError(), "answered, although Hydra refuses: " + test.json().get("error"));
    same("stdout", ours, expected.get("stdout").asText());
  }

  private static void defaults(ConfigCommand command, CommandLine line, JsonNode hydras) {
    List<DefaultsNode.Entry> expected = new ArrayList<>();
    for (JsonNode entry : hydras) {
      expected.add(
          new DefaultsNode.Entry(
              entry.get("config").asText(),
              entry.get("package").asText(),
              entry.get("parent").asText(),
              entry.get("self").asBoolean()));
    }
    same("defaults", command.compose(line).defaults(), expected);
    String text = command.answer(line);
    expected.forEach(entry -> check(text.contains(entry.config()), entry + " is not in the text"));
  }
}
