package org.eobench.core.criterion;

import org.eobench.core.config.bind.Default;

/**
 * Keys of {@code _target_: lovasz_hinge}.
 *
 * @param perImage whether the index is that of each image, averaged over the images; otherwise that
 *     of the whole batch
 */
public record LovaszHingeConfig(@Default("true") boolean perImage) {}
