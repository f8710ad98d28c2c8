package org.eobench.serve.http;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.serve.limit.Refusal;
import org.jspecify.annotations.Nullable;

/** A request for a route. */
final class Call {
  private final Request request;
  private final Map<String, String> path;
  private final Map<String, String> query = new LinkedHashMap<>();

  /**
   * @param path the parts of the path that the template names
   * @param parameters names that the query may have
   * @throws Refusal if it has others, or one of them twice
   */
  Call(Request request, Map<String, String> path, Set<String> parameters) {
    this.request = request;
    this.path = path;
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      String name = field.getName();
      if (!parameters.contains(name) || field.hasMultipleValues()) {
        throw Refusal.of(
            Refusal.BAD_REQUEST,
            Problem.of(
                    "UnknownParameter",
                    parameters.contains(name)
                        ? name + " is given twice"
                        : "there is no parameter " + name)
                .at("query")
                .expecting(
                    parameters.isEmpty() ? "no parameters" : Suggest.sentence(name, parameters))
                .next("see GET /openapi.json"));
      }
      query.put(name, field.getValue());
    }
  }

  /** A part of the path that the template names. */
  String part(String name) {
    return path.getOrDefault(name, "");
  }

  /** A parameter of the query, or null. */
  @Nullable String parameter(String name) {
    return query.get(name);
  }

  /** The accepted media types, the most wanted first; empty if the client does not say. */
  List<String> accepted() {
    return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT);
  }

  InputStream body() {
    return Request.asInputStream(request);
  }

  /** The length of the body as the client declares it, or -1. */
  long length() {
    return request.getLength();
  }
}
