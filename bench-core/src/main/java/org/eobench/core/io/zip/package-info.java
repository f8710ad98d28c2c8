/**
 * Zip archives as PyTorch and NumPy write them: their directory is checked, and the parts that are
 * stored without compression are read in place.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io.zip;
