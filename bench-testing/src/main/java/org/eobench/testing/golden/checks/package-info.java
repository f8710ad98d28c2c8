/**
 * Cases of everything else: preprocessing steps, losses, optimizers, schedules, metrics, tiled
 * inference, position tables, and whole small trainings that run the bench's own trainer and
 * evaluator.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden.checks;
