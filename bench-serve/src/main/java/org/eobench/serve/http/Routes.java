package org.eobench.serve.http;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eobench.core.error.Problem;
import org.eobench.serve.limit.Refusal;

/**
 * The paths of the service.
 *
 * @param all each of them
 */
record Routes(List<Route> all) {
  Routes {
    all = List.copyOf(all);
  }

  /**
   * Answers a request.
   *
   * @throws Refusal if there is no such path, or it takes another method
   */
  Answer answer(Request request) throws IOException {
    String path = Request.getPathInContext(request);
    Set<String> methods = new LinkedHashSet<>();
    for (Route route : all) {
      Map<String, String> parts = route.match(path);
      if (parts != null && route.takes(request.getMethod())) {
        return route.action().answer(new Call(request, parts, route.parameters()));
      }
      if (parts != null) {
        methods.add(route.method());
      }
    }
    if (methods.isEmpty()) {
      throw Refusal.of(
          Refusal.NOT_FOUND,
          Problem.of("UnknownPath", "there is no such path").next("see GET /openapi.json"));
    }
    String allowed = String.join(", ", methods);
    return ProblemAnswer.of(
            Refusal.METHOD,
            Problem.of("UnknownMethod", "this path does not take " + request.getMethod())
                .expecting(allowed))
        .with("Allow", allowed);
  }
}
