/**
 * Features of frozen encoders, computed once and kept on disk. {@link
 * org.eobench.core.features.CachedEncoding} takes the place of an encoder; what it finds in a store
 * equals what the encoder would compute, bit for bit.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.features;
