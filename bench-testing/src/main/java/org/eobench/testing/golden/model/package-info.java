/**
 * Cases of encoders and decoders. A mapping in YAML says which component is built from which
 * recorded keys; nothing here knows a single model.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing.golden.model;
