/**
 * Tests for authors of plug-ins. {@link org.eobench.testing.EncoderContract}, {@link
 * org.eobench.testing.DecoderContract} and {@link org.eobench.testing.DatasetContract} check every
 * component that a plug-in registers: shapes, gradients, checkpoints, freezing, memory. A test
 * class extends one and names its subjects; the rest of the package makes small rasters and files
 * to test with.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.testing;
