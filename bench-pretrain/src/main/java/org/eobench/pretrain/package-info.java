/**
 * Self-supervised pretraining of encoders: the methods, their crops, masks and schedules, the
 * training loop, and probes of the encoder while it is trained.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain;
