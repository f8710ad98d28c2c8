/**
 * The device of a run. It turns {@code device=auto|cpu|gpu:N} into an available device, loads the
 * native library, and sets the number of threads and the rounding of the configuration.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.device;
