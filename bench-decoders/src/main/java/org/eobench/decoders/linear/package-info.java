/**
 * Linear probes, which measure what an encoder's features contain by themselves: one linear layer
 * for every position, or for the whole image. With hidden layers they are nonlinear probes for the
 * same tasks.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.linear;
