/**
 * The decoders of hls-foundation-os, with which Prithvi was fine-tuned (arXiv:2310.18660): a neck
 * of transposed convolutions that enlarges the deepest map, a convolutional head, and in training
 * an auxiliary head.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.prithvi;
