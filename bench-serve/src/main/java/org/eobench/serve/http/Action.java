package org.eobench.serve.http;

import java.io.IOException;

/** Answers the requests of one route. */
@FunctionalInterface
interface Action {
  /**
   * Answers a request.
   *
   * @throws IOException if the body cannot be read
   * @throws org.eobench.core.error.BenchException if the request is refused
   */
  Answer answer(Call call) throws IOException;
}
