/**
 * DINOv3 (Siméoni et al. 2025, arXiv:2508.10104): a vision transformer with rotary position
 * embeddings, storage tokens and, in some sizes, gated feed-forward networks.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.dinov3;
