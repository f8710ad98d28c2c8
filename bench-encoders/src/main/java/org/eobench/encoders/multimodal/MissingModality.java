package org.eobench.encoders.multimodal;

/** What stands in for the image of a sensor that the data does not have. */
public enum MissingModality {
  /** Nothing: the encoder refuses the data. */
  ERROR,
  /** An image of zeros, which after normalisation is the mean of each band everywhere. */
  ZEROS,
  /** The tokens of the other sensor's encoder, in place of the tokens of this one. */
  OTHER
}
