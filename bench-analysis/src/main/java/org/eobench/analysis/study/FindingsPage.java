package org.eobench.analysis.study;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eobench.analysis.spectrum.WeightLayer;
import org.eobench.report.page.Html;
import org.eobench.report.page.PageNumbers;
import org.eobench.report.page.StandalonePage;

/** An analysis as one HTML page with the charts of a report. */
final class FindingsPage {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Components of the chart of variances. */
  private static final int COMPONENTS = 50;

  private FindingsPage() {}

  static String of(Findings found, Instant now) {
    String encoders =
        found.encoders().stream()
            .map(EncoderFindings::encoder)
            .collect(Collectors.joining(" and "));
    Map<String, String> parts =
        Map.of(
            "title", Html.escaped(encoders + " on " + found.dataset()),
            "facts", Html.escaped(facts(found, now)),
            "measures", measures(found),
            "pair", pair(found),
            "notes", notes(found),
            "footer", "Made by EO Bench on " + DAY.format(now) + ".");
    String program = StandalonePage.sharedScripts() + "\n" + own("analysis.js");
    return StandalonePage.of(own("analysis.html"), parts, data(found), program);
  }

  private static String facts(Findings found, Instant now) {
    return String.format(
        Locale.ROOT,
        "%s split of %s (version %d) · %,d images · %s",
        found.split(),
        found.dataset(),
        found.version(),
        found.images().size(),
        DAY.format(now));
  }

  private static String measures(Findings found) {
    StringBuilder html = new StringBuilder("<thead><tr><th scope=\"col\">measure</th>");
    for (EncoderFindings encoder : found.encoders()) {
      html.append("<th scope=\"col\">").append(Html.escaped(encoder.encoder())).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>");
    html.append("<tr><th scope=\"row\">weights</th>");
    for (EncoderFindings encoder : found.encoders()) {
      html.append("<td>").append(Html.escaped(encoder.weights())).append("</td>");
    }
    html.append("</tr>\n");
    for (Measure<EncoderFindings> measure : Measure.OF_ENCODER) {
      html.append("<tr><th scope=\"row\">").append(Html.escaped(measure.label())).append("</th>");
      for (EncoderFindings encoder : found.encoders()) {
        html.append("<td>").append(measure.text(encoder)).append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</tbody>").toString();
  }

  private static String pair(Findings found) {
    PairFindings pair = found.pair();
    if (pair == null) {
      return "";
    }
    String rows =
        Measure.OF_PAIR.stream()
            .map(
                measure ->
                    "<tr><th scope=\"row\">"
                        + Html.escaped(measure.label())
                        + "</th><td>"
                        + measure.text(pair)
                        + "</td></tr>")
            .collect(Collectors.joining("\n"));
    return "<section aria-labelledby=\"pair-heading\"><h2 id=\"pair-heading\">How alike they are"
        + "</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of"
        + " similarities\"><table><tbody>"
        + rows
        + "</tbody></table></div></section>";
  }

  private static String notes(Findings found) {
    return found.notes().stream()
        .map(note -> "<li>" + Html.escaped(note) + "</li>")
        .collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
  }

  private static ObjectNode data(Findings found) {
    ObjectNode data = JSON.objectNode();
    ArrayNode classes = data.putArray("classes");
    found.classes().forEach(classes::add);
    ArrayNode labels = data.putArray("labels");
    found.labels().forEach(labels::add);
    ArrayNode images = data.putArray("images");
    found.images().forEach(images::add);
    ArrayNode encoders = data.putArray("encoders");
    for (EncoderFindings encoder : found.encoders()) {
      ObjectNode one = encoders.addObject();
      one.put("name", encoder.encoder());
      one.set("pca", points(encoder.pca()));
      one.set("tsne", points(encoder.tsne()));
      ArrayNode variances = one.putArray("variances");
      encoder.variances().stream()
          .limit(COMPONENTS)
          .forEach(share -> variances.add(PageNumbers.of(share)));
      ArrayNode layers = one.putArray("layers");
      for (WeightLayer layer : encoder.layers()) {
        ObjectNode shown = layers.addObject();
        shown.put("tensor", layer.tensor());
        shown.set("norm", PageNumbers.of(layer.logNorm()));
        shown.set("alpha", PageNumbers.of(layer.alpha()));
      }
    }
    return data;
  }

  private static ArrayNode points(List<List<Double>> plane) {
    ArrayNode points = JSON.arrayNode();
    for (List<Double> point : plane) {
      ArrayNode one = points.addArray();
      point.forEach(value -> one.add(PageNumbers.of(value)));
    }
    return points;
  }

  private static String own(String name) {
    try (InputStream in = FindingsPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      // Browsers read every line end as \n, also when they hash a script.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
