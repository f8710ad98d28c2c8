package org.eobench.core.dataset;

/**
 * The classes that an image shows, any number of them.
 *
 * @param present whether each of the K classes is there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImageClasses(boolean[] present) implements Target {}
