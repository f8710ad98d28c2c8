/**
 * Checks for encoders and decoders. A YAML mapping describes which component is built from which
 * recorded keys, so the code here is independent of any model.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden.model;
