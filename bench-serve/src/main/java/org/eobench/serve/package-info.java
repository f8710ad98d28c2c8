/**
 * A small HTTP service over the model of a finished run: a page with a map, predictions for images
 * that clients send, and for the scenes of a folder.
 *
 * <pre>{@code
 * try (PredictionService service = new PredictionService(model, ServeOptions.local(8080))) {
 *   System.out.println(service.start());
 *   service.run();
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.serve;
