package org.eobench.core.criterion;

/** Keys of {@code _target_: cross_entropy}: none. What is ignored is the data set's to say. */
public record CrossEntropyConfig() {}
