/**
 * The predictions of a finished run as files: maps, pictures and scores of a split. The files of a
 * map are in the pixels of its target, so that other programs can compare them.
 *
 * <pre>{@code
 * new Predictions(components, progress, stop)
 *     .run(request, new PredictionsRequest(Split.TEST, 3, Path.of("predictions")));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.predictions;
