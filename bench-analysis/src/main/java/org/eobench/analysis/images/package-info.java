/**
 * The images that analyses look at: those that a user names, those that are drawn evenly from a
 * split, and the class that most of an image belongs to.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.analysis.images;
