/**
 * SegFormer's head (Xie et al., NeurIPS 2021, arXiv:2105.15203): each level narrowed by a layer of
 * its own, all brought to the finest size and mixed by one layer. It sees no neighbouring
 * positions.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.decoders.segformer;
