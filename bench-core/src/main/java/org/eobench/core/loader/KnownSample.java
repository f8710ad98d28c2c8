package org.eobench.core.loader;

import org.jspecify.annotations.Nullable;

/**
 * A sample whose input is the same whenever it is read.
 *
 * @param features what is known of its features, or null
 */
public record KnownSample(SampleInput input, KnownFeatures.@Nullable Found features) {}
