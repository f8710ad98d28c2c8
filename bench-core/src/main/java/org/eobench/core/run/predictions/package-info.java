/**
 * The predictions of a finished run as files: maps, pictures and scores of a split.
 *
 * <pre>{@code
 * new Predictions(components, progress, stop)
 *     .run(request, new PredictionsRequest(Split.TEST, 3, Path.of("predictions")));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.predictions;
