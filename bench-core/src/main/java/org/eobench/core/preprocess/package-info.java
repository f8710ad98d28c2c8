/**
 * The steps between a data set and an encoder: bands chosen and ordered by name, values scaled,
 * images cropped and resized. A {@link org.eobench.core.preprocess.Preprocessor} is a chain of
 * them; each step knows what the step before it gives, so that a chain which does not end in what
 * the encoder takes is refused before data are read. Random steps draw from seed, epoch and sample
 * alone.
 *
 * <pre>{@code
 * preprocessing:
 *   train:
 *     - _target_: RandomCropToEncoder
 *     - _target_: BandFilter
 *     - _target_: NormalizeMeanStd
 *     - _target_: BandPadding
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.preprocess;
