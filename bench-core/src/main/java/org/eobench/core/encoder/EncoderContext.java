package org.eobench.core.encoder;

import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.Band;
import org.eobench.core.nn.TorchOps;

/**
 * What an encoder is given besides its own config.
 *
 * @param ops operators of the run's precision
 * @param bands bands the data offers, by modality, with wavelengths where known
 * @param frames number of dates per sample
 */
public record EncoderContext(TorchOps ops, Map<String, List<Band>> bands, int frames) {}
