/**
 * GFM's Swin-B: a Swin Transformer of the first version, trained on from ImageNet-22k on GeoPile
 * (Mendieta et al. 2023, arXiv:2302.04476). Names are those of Microsoft's code, as in the authors'
 * file.
 */
package org.eobench.encoders.gfmswin;
