package org.eobench.decoders.dpt;

/** What happens to the class token of each map, which lies outside of the grid of patches. */
public enum ReadoutType {
  /** It is left out, so encoders need none. */
  IGNORE,
  /** It is added to every patch. */
  ADD,
  /** A layer with GELU mixes it into every patch. */
  PROJECT
}
