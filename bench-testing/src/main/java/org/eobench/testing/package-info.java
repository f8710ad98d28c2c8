/**
 * Test kit for authors of plug-ins. {@link org.eobench.testing.EncoderContract}, {@link
 * org.eobench.testing.DecoderContract} and {@link org.eobench.testing.DatasetContract} check every
 * component that a plug-in registers: shapes, gradients, checkpoints, freezing and memory. A test
 * class extends one of them and lists its subjects. The other classes create small rasters and
 * files for tests.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing;
