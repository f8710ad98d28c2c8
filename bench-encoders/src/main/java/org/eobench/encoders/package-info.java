/**
 * The encoders of this program, one package per family. {@link org.eobench.encoders.EncodersPlugin}
 * lists them. Each has its config record, its layers under the names of the authors' code, and the
 * layout of its published checkpoints; golden cases compare its outputs and gradients with the
 * original's.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders;
