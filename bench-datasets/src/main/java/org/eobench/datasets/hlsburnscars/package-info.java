/**
 * HLS Burn Scars (Phillips et al. 2023): chips of 512 × 512 pixels with six bands of Harmonized
 * Landsat and Sentinel-2; each pixel is burned, not burned or without data. The splits are those of
 * Pangaea.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.hlsburnscars;
