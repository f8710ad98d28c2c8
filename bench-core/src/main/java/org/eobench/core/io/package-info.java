/** Files in and out: GeoTIFF, NumPy and PyTorch formats, each checked before it is believed. */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io;
