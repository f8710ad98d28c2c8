/**
 * The device that a run computes on. {@code device=auto|cpu|gpu:N} becomes a device that is there
 * and can compute; the native library is loaded here and not before, and threads and rounding are
 * set as the configuration says.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.device;
