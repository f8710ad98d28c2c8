/**
 * Panopticon (Waldmann et al. 2025, arXiv:2503.10845): a DINOv2 whose patch embedding joins any
 * number of optical and radar channels by attention.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.panopticon;
