package org.eobench.decoders.linear;

import org.eobench.core.config.bind.Default;
import org.eobench.core.config.bind.Inline;
import org.eobench.core.spi.Paper;
import org.eobench.decoders.temporal.TemporalKeys;

/**
 * Config of the linear probe for image classification.
 *
 * @param pooling which features of the levels describe an image
 * @param temporal how the maps of several dates are fused
 */
@Paper("arXiv:1610.01644")
public record ClsLinearConfig(
    @Default("mean") ImagePooling pooling, @Inline TemporalKeys temporal) {}
