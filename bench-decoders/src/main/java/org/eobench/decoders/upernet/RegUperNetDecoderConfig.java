package org.eobench.decoders.upernet;

import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;

/**
 * Config of UPerNet for regression.
 *
 * @param upernet everything but the output
 * @param outputActivation what the predicted values go through before they are enlarged
 */
@Paper("arXiv:1807.10221")
public record RegUperNetDecoderConfig(
    @Inline UperNetDecoderConfig upernet, OutputActivation outputActivation) {

  /** What the predicted values go through. */
  public enum OutputActivation {
    /** Nothing: targets may have either sign. */
    NONE,
    /** Values below 0 become 0, for targets such as biomass. */
    RELU
  }
}
