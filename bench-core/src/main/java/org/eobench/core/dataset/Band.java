package org.eobench.core.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One spectral band or radar channel.
 *
 * @param name the usual name, such as {@code B8A} or {@code VV}
 * @param wavelength centre wavelength in micrometres, or null if unknown
 */
public record Band(String name, @Nullable Double wavelength) {}
