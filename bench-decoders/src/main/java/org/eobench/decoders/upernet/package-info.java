/**
 * UPerNet (Xiao et al., ECCV 2018): pyramid pooling on the deepest level, a feature pyramid from
 * there to the finest level, and one prediction from all levels, for semantic segmentation and for
 * regression of measured values.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.upernet;
