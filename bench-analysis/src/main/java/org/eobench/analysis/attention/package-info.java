/**
 * Where in an image the heads of a transformer look: the attention of the last block, read while
 * one image is encoded, and its pictures. {@link org.eobench.analysis.attention.AttentionMaps} is
 * the entry.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.attention;
