/**
 * The HTTP side of the service, on Jetty: {@code HttpService} binds the address and guards it,
 * {@code Routes} are the paths, each answered by an {@code Action}, and every failure becomes a
 * {@code ProblemAnswer}. {@code openapi.yaml} describes all of it.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.serve.http;
