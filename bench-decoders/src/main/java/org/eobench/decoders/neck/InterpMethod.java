package org.eobench.decoders.neck;

/** How a map of predictions is resized to the image. */
public enum InterpMethod {
  /** Bilinear. */
  INTERPOLATE,
  /** A pixel shuffle: all pixels of a position are predicted as channels and rearranged. */
  PIXEL_SHUFFLE
}
