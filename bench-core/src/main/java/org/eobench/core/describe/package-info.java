/** What encoders and decoders are, found without weights and without the native library. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.describe;
