/**
 * A survey of the samples of a data set, which reads each once: unreadable files, invalid labels,
 * images without data, and class frequencies per split. {@code check} prints it, and class weights
 * use the same counts.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.survey;
