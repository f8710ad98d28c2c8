/**
 * The heads that Clay was published with: layers of 3 × 3 between enlargements of the deepest map,
 * and the head of its finetuning code, which predicts all pixels of a position as channels and
 * unfolds them.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.clay;
