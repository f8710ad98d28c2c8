/**
 * The image encoder of RemoteCLIP (Liu et al. 2024, arXiv:2306.11029), a CLIP for remote sensing.
 * It reads the files of open_clip, which also hold a text encoder, and takes images of any size.
 * Its embedding is comparable with that of a caption.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.remoteclip;
