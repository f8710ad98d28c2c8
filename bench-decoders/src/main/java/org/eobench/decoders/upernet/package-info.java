/**
 * UPerNet (Xiao et al., ECCV 2018): pyramid pooling on the deepest level, a feature pyramid from
 * there to the finest, and one prediction from all levels together; for classes of pixels and for
 * measured values.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.upernet;
