package org.eobench.core.spi;

import org.eobench.core.decoder.Decoder;
import org.eobench.core.decoder.DecoderContext;

/** Makes decoders of one kind. */
public interface DecoderFactory<C extends Record>
    extends ComponentFactory<C, DecoderContext, Decoder> {}
