package org.eobench.core.criterion;

/** Keys of {@code _target_: lovasz}; there are none. */
public record LovaszConfig() {}
