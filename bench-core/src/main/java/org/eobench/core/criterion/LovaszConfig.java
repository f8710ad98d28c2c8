package org.eobench.core.criterion;

/** Keys of {@code _target_: lovasz}: none. */
public record LovaszConfig() {}
