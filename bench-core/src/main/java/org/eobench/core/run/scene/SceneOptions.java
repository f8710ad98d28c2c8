package org.eobench.core.run.scene;

import java.util.List;

/**
 * How a scene is predicted and what is written.
 *
 * @param outputs the rasters to write; empty for the classes, or the values of a regression
 * @param bytes whether probabilities and what follows from them are written as 8-bit numbers with a
 *     scale of 1/254, and not as 32-bit floating point
 * @param lattice whether windows begin at multiples of their distance in map coordinates, so that
 *     scenes which overlap agree where they do; otherwise they are spread as the evaluator spreads
 *     them over an image of this size
 */
public record SceneOptions(List<SceneOutput> outputs, boolean bytes, boolean lattice) {
  /** The usual output, with the windows of the evaluator. */
  public static final SceneOptions USUAL = new SceneOptions(List.of(), false, false);

  public SceneOptions {
    outputs = List.copyOf(outputs);
  }
}
