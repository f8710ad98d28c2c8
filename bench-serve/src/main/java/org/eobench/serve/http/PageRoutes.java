package org.eobench.serve.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eobench.core.error.Problem;
import org.eobench.serve.limit.Refusal;
import org.eobench.serve.limit.ServiceLimits;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The page with the map and what it is made of, and the description of the service. */
final class PageRoutes {
  /** Version of Leaflet on the class path. */
  static final String LEAFLET = "1.9.4";

  private static final String OWN = "/org/eobench/serve/page/";
  private static final String LIBRARY = "/META-INF/resources/webjars/leaflet/" + LEAFLET + "/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  /** A file on the class path, and its media type. */
  private record Asset(String path, String type) {}

  /** Clients choose among these names, and never a path. */
  private static final Map<String, Asset> ASSETS =
      Map.of(
          "map.js", new Asset(OWN + "map.js", SCRIPT),
          "page.js", new Asset(OWN + "page.js", SCRIPT),
          "page.css", new Asset(OWN + "page.css", STYLE),
          "icon.svg", new Asset(OWN + "icon.svg", "image/svg+xml"),
          "leaflet.js", new Asset(LIBRARY + "dist/leaflet.js", SCRIPT),
          "leaflet.css", new Asset(LIBRARY + "dist/leaflet.css", STYLE),
          "leaflet-licence.txt", new Asset(LIBRARY + "LICENSE", "text/plain; charset=utf-8"));

  private final ServiceLimits limits;

  PageRoutes(ServiceLimits limits) {
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/", call -> answer(new Asset(OWN + "page.html", "text/html; charset=utf-8"))),
        Route.get("/assets/{name}", call -> asset(call.part("name"))),
        Route.get("/openapi.json", call -> Answer.json(description())));
  }

  private static Answer asset(String name) throws IOException {
    Asset asset = ASSETS.get(name);
    if (asset == null) {
      throw Refusal.of(Refusal.NOT_FOUND, Problem.of("UnknownFile", "the page has no such file"));
    }
    return answer(asset);
  }

  private static Answer answer(Asset asset) throws IOException {
    return Answer.of(asset.type, bytes(asset.path));
  }

  private static byte[] bytes(String path) throws IOException {
    try (InputStream in = PageRoutes.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + path);
      }
      return in.readAllBytes();
    }
  }

  /** The OpenAPI description, with the limits of this service. */
  private JsonNode description() throws IOException {
    Object yaml =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(new ByteArrayInputStream(bytes("/org/eobench/serve/http/openapi.yaml")));
    ObjectNode description = new JsonMapper().valueToTree(yaml);
    description.set("x-limits", FactRoutes.limits(limits));
    return description;
  }
}
