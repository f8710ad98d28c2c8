/**
 * The built-in encoders, one package per model family. {@link org.eobench.encoders.EncodersPlugin}
 * registers them. Each package has a config record, layers under the names of the authors' code,
 * and the layout of the published checkpoints. Golden cases compare outputs and gradients with
 * those of the original.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.encoders;
