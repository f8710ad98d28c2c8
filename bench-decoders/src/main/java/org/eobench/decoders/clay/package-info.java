/**
 * The heads published with Clay: 3 × 3 layers with upsampling between them on the deepest map, and
 * the head of the fine-tuning code, which predicts all pixels of a position as channels and
 * rearranges them with a pixel shuffle.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.clay;
