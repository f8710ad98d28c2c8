package org.eobench.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with charts in one HTML file. It loads nothing: its policy forbids every connection, and
 * every script except its own.
 */
public final class StandalonePage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private StandalonePage() {}

  /** The scripts of any page: its data, the frame of a chart, the theme and printing. */
  public static String sharedScripts() {
    return PageFiles.shared();
  }

  /**
   * The page.
   *
   * @param template HTML with places such as {@code {{title}}}. Besides those of {@code parts}, it
   *     has {@code policy}, {@code style}, {@code echarts} and {@code licence} (of the chart
   *     library), {@code data}, {@code library} and {@code program}
   * @param parts HTML by place
   * @param data what its scripts show
   * @param program its scripts
   */
  public static String of(
      String template, Map<String, String> parts, JsonNode data, String program) {
    String library = PageFiles.library();
    Map<String, String> all = new HashMap<>(parts);
    all.put("policy", policy(library, program));
    all.put("style", PageFiles.style());
    all.put("echarts", PageFiles.ECHARTS);
    all.put("licence", Html.escaped(PageFiles.licence()));
    all.put("data", json(data));
    all.put("library", library);
    all.put("program", program);
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(all.getOrDefault(place.group(1), "")));
  }

  private static String policy(String library, String program) {
    return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
        + " form-action 'none'; script-src "
        + PageFiles.policyHash(library)
        + " "
        + PageFiles.policyHash(program);
  }

  private static String json(JsonNode data) {
    try {
      return Html.scriptSafe(JSON.writeValueAsString(data));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a page holds numbers and texts only", e);
    }
  }
}
