/**
 * Predictions of scenes of any size by a finished run, with the numbers of the evaluator: a scene
 * is read window by window, the logits of overlapping windows are averaged, and what comes out are
 * georeferenced rasters. Memory depends on the model and not on the scene; what was computed stays
 * on the disk, so that a prediction that was ended goes on where it was.
 *
 * <pre>{@code
 * run.withScenes(options, prediction -> prediction.write(scene, Path.of("map.tif")));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.scene;
