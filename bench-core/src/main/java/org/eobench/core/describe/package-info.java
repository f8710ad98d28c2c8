/**
 * What configured encoders and decoders are: tensors, parameters, bands, maps, and which of them
 * fit each other. Models are built without values, so that neither weights nor the native library
 * is needed; {@code list} and the pages on encoders and decoders use this.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.describe;
