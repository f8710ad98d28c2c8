/** The image encoder of RemoteCLIP (Liu et al. 2024, arXiv:2306.11029) and of other CLIP models. */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.remoteclip;
