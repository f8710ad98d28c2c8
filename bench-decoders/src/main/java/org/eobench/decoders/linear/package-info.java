/**
 * Linear probes. They say what an encoder's features tell by themselves: one linear layer for every
 * position, or for the image as a whole. With hidden layers they are the nonlinear probes of the
 * same tasks.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.linear;
