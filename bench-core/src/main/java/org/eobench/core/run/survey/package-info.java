/**
 * What the samples of a data set hold, found by reading each once: unreadable files, labels that
 * are no class, images without data, how often each class occurs in each split. {@code check}
 * prints it; class weights are computed from the same counts.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.run.survey;
