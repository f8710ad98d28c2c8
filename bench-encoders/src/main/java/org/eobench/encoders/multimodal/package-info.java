/**
 * DINOv2 for two sensors: a vision transformer for Sentinel-1 and one for Sentinel-2, whose tokens
 * a fusion layer joins. The layout of checkpoints is that of a fork of DINOv2 which was pretrained
 * on pairs of both sensors.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders.multimodal;
