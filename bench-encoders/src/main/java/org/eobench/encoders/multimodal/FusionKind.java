package org.eobench.encoders.multimodal;

/** How the tokens of the two sensors are joined. */
public enum FusionKind {
  /** {@link LinearFusion}. */
  LINEAR,
  /** {@link CrossAttentionFusion}. */
  XATTN
}
