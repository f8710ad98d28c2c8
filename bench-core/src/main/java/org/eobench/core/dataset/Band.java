package org.eobench.core.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One spectral band or radar channel.
 *
 * @param name the field's name for it, such as {@code B8A} or {@code VV}
 * @param wavelength centre wavelength in micrometres, or null where it is unknown
 */
public record Band(String name, @Nullable Double wavelength) {}
