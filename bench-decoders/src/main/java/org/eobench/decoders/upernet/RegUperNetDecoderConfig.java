package org.eobench.decoders.upernet;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;

/**
 * Config of UPerNet for regression.
 *
 * @param upernet all keys except those of the output
 * @param outputActivation activation of the predicted values before resizing
 */
@Paper("arXiv:1807.10221")
public record RegUperNetDecoderConfig(
    @Inline UperNetDecoderConfig upernet, OutputActivation outputActivation) {

  /** The activation of the predicted values. */
  public enum OutputActivation {
    /** None: targets may have either sign. */
    NONE,
    /** Negative values become 0, for targets such as biomass. */
    RELU
  }
}
