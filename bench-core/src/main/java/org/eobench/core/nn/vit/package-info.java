/**
 * Parts of vision transformers: patch embeddings of images and of series, attention and
 * feed-forward blocks before and after the norm, tables of positions in space, time and scale, and
 * the rules that fit a checkpoint's tables and kernels to another image size or patch size.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.nn.vit;
