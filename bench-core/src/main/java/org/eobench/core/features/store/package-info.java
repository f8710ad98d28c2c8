/**
 * The feature maps of frozen encoders on disk. A {@link
 * org.eobench.core.features.store.FeatureStore} holds those of one encoder, each under the hash of
 * what it was computed from, in files that are written once and checked whenever they are read. A
 * {@link org.eobench.core.features.store.FeatureFolder} holds the stores of all encoders.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.features.store;
