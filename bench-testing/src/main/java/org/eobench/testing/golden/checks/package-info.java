/**
 * Checks for everything except encoders and decoders: preprocessing steps, losses, optimizers,
 * schedules, metrics, tiled inference, position tables, and whole small trainings with the trainer
 * and evaluator of EO Bench.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden.checks;
