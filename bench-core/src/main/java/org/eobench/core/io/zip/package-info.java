/**
 * Zip archives as PyTorch and NumPy write them. The directory is checked against the size of the
 * file, so that no entry can claim more than it holds. Uncompressed entries are read in place.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io.zip;
