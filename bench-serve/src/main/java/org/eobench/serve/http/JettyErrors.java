package org.eobench.serve.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eobench.core.error.Problem;
import org.eobench.serve.limit.ServiceLimits;

/** What Jetty refuses by itself, such as a malformed request or a long header, as a problem. */
final class JettyErrors extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpService.send(answer(response.getStatus()), response, callback);
    return true;
  }

  private static Answer answer(int status) {
    Problem problem =
        switch (status) {
          case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, HttpStatus.URI_TOO_LONG_414 ->
              Problem.of("HeaderTooLarge", "the header of the request is too long")
                  .expecting("at most " + ServiceLimits.HEADER_BYTES + " bytes");
          case HttpStatus.SERVICE_UNAVAILABLE_503 ->
              Problem.of("Stopping", "the service is stopping");
          case HttpStatus.INTERNAL_SERVER_ERROR_500 ->
              Problem.of("Unexpected", "the service failed to answer this request")
                  .next("the log of the service says more");
          default -> Problem.of("BadRequest", "the request is not as HTTP wants it");
        };
    Answer answer = ProblemAnswer.of(status, problem);
    return status == HttpStatus.SERVICE_UNAVAILABLE_503
        ? answer.with("Retry-After", "10").with("Connection", "close")
        : answer;
  }
}
