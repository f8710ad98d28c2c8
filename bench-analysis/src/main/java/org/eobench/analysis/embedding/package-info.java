/**
 * One vector for each image of a data set: the mean over all positions of the deepest feature map
 * of an encoder, which is what the other packages measure.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.embedding;
