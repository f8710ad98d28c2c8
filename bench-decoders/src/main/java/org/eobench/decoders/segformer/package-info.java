/**
 * SegFormer's head (Xie et al., NeurIPS 2021, arXiv:2105.15203): a linear layer per level reduces
 * its width, and one layer mixes all levels at the finest size. All layers are pointwise.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.segformer;
