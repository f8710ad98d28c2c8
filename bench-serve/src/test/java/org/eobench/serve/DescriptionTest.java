package org.eobench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eobench.serve.limit.ServiceLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description says what the service answers, and the page is what its policy allows. */
class DescriptionTest {
  @TempDir Path folder;

  private RunningService service;
  private JsonNode description;

  @BeforeEach
  void start() throws Exception {
    Path scenes = Files.createDirectory(folder.resolve("scenes"));
    Images.write(scenes.resolve("pond.tif"), 12, 12, 2);
    service = new RunningService(TinyModel.ofNothing(), ServiceLimits.DEFAULT, scenes);
    description = RunningService.json(service.get("/openapi.json"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void everyRouteIsDescribedAndNoOther() {
    Set<String> described = new TreeSet<>();
    description
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (!name.equals("parameters")) {
                            described.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    assertThat(described)
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(service.paths());
  }

  @Test
  void everyDescribedPathAnswersAsDescribed() {
    String id = RunningService.json(service.get("/scenes")).at("/scenes/0/id").asText();
    byte[] image = Images.bytes(Images.write(folder.resolve("image.tif"), 8, 8, 2));
    description
        .get("paths")
        .fields()
        .forEachRemaining(
            path -> {
              String url = path.getKey().replace("{id}", id).replace("{name}", "page.js");
              boolean post = path.getValue().has("post");
              JsonNode operation = path.getValue().get(post ? "post" : "get");
              HttpResponse<byte[]> answer =
                  post ? service.send(service.post(url, image)) : service.get(url);
              assertThat(answer.statusCode()).as(url).isEqualTo(200);
              String type = answer.headers().firstValue("Content-Type").orElseThrow();
              JsonNode content = operation.at("/responses/200/content");
              assertThat(content.has(type.replaceFirst(";.*", ""))).as(url + " " + type).isTrue();
              JsonNode schema = resolved(content.path(type.replaceFirst(";.*", "")).path("schema"));
              if (type.equals("application/json") && schema.has("properties")) {
                requireFits(RunningService.json(answer), schema, url);
              }
              assertThat(operation.at("/responses/default").isMissingNode()).as(url).isFalse();
            });
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? description.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  /** All required members are there, and none that is not described. */
  private void requireFits(JsonNode value, JsonNode described, String place) {
    JsonNode schema = resolved(described);
    if (value.isArray() && schema.has("items")) {
      value.forEach(one -> requireFits(one, schema.get("items"), place + "[]"));
    }
    if (!value.isObject() || !schema.has("properties")) {
      return;
    }
    schema
        .path("required")
        .forEach(name -> assertThat(value.has(name.asText())).as(place + "." + name).isTrue());
    value
        .fields()
        .forEachRemaining(
            member -> {
              JsonNode known = schema.get("properties").get(member.getKey());
              assertThat(known).as(place + "." + member.getKey()).isNotNull();
              requireFits(member.getValue(), known, place + "." + member.getKey());
            });
  }

  @Test
  void everyReferenceLeadsSomewhereAndProblemsAreDescribed() {
    List<String> references = new ArrayList<>();
    description.findValuesAsText("$ref", references);
    assertThat(references).hasSizeGreaterThan(20);
    references.forEach(
        reference ->
            assertThat(description.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    JsonNode problem = RunningService.json(service.get("/nothing"));
    requireFits(problem, description.at("/components/schemas/Problem"), "problem");
    assertThat(description.at("/x-limits/requests").asInt()).isEqualTo(256);
  }

  @Test
  void thePageLoadsNothingThatItsPolicyForbids() {
    HttpResponse<byte[]> page = service.get("/");
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe", "http");
    String html = new String(page.body(), StandardCharsets.UTF_8);
    assertThat(html).doesNotContain("style=", "onclick", "http:", "https:", "<style", "<script>");
    List<String> parts =
        Pattern.compile("(?:src|href)=\"(assets/[^\"]+)\"")
            .matcher(html)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(parts).hasSizeGreaterThan(5).contains("assets/leaflet.js");
    Map<String, String> answered = new TreeMap<>();
    parts.forEach(part -> answered.put(part, String.valueOf(service.get("/" + part).statusCode())));
    assertThat(answered.values()).containsOnly("200");
  }
}
