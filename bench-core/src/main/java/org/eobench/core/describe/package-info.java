/**
 * Facts about configured encoders and decoders: tensors, parameters, bands, maps, and which of them
 * are compatible. Models are built without values, so that neither weights nor the native library
 * is needed. {@code list} and the documentation pages of encoders and decoders use this package.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.describe;
