package org.eobench.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eobench.report.runs.StoredRun;

/**
 * The provenance of a run: everything of its {@code run.json} except the scores, as names and
 * values.
 */
final class RunFactsList {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /** Parts that the page shows elsewhere. */
  private static final List<String> ELSEWHERE =
      List.of("table", "context", "metrics", "scores", "constant", "validated_epochs");

  private RunFactsList() {}

  /** Names, with dots between the parts, and values. */
  static Map<String, String> of(StoredRun run) {
    ObjectNode record = JSON.valueToTree(run.record());
    if (record.get("outcome") instanceof ObjectNode outcome) {
      outcome.remove(ELSEWHERE);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    flatten("", record, facts);
    return facts;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> facts) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field ->
                  flatten(
                      name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
                      field.getValue(),
                      facts));
    } else if (node.isArray()) {
      String values =
          StreamSupport.stream(node.spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(" "));
      if (!values.isEmpty()) {
        facts.put(name, values);
      }
    } else if (!node.isNull() && !node.asText().isEmpty()) {
      facts.put(name, node.asText());
    }
  }

  /** The command that repeats a run, as a shell takes it. */
  static String command(StoredRun run) {
    return run.record().overrides().stream()
        .map(RunFactsList::quoted)
        .collect(Collectors.joining(" ", "java -jar bench.jar ", ""));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
