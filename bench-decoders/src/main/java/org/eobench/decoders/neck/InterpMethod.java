package org.eobench.decoders.neck;

/** How a map of predictions is brought to the size of the image. */
public enum InterpMethod {
  /** Bilinear. */
  INTERPOLATE,
  /** Predicts all pixels of a position as channels and unfolds them. */
  PIXEL_SHUFFLE
}
