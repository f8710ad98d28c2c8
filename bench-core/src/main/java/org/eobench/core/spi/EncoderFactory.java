package org.eobench.core.spi;

import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderConfig;
import org.eobench.core.encoder.EncoderContext;

/** Makes encoders of one kind. */
public interface EncoderFactory<C extends Record & EncoderConfig>
    extends ComponentFactory<C, EncoderContext, Encoder> {}
