/**
 * Building blocks of vision transformers: patch embeddings of images and of series, pre-norm and
 * post-norm attention and feed-forward blocks, and tables of positions in space, time and scale.
 * {@code PatchResize}, {@code GridInterpolation} and {@code PositionEmbedding} adapt the kernels
 * and tables of a checkpoint to another patch or image size.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.nn.vit;
