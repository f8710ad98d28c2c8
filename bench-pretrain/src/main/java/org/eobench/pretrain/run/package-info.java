/**
 * The life of a pretraining, from a resolved configuration to an encoder's checkpoint: {@link
 * org.eobench.pretrain.run.Pretraining} reads the plan, opens data and method, makes the run
 * directory, trains and probes. It stops and resumes at any moment with the same bits.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.run;
