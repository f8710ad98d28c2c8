/**
 * The steps between a data set and an encoder: they select and order bands by name, scale values,
 * and crop and resize images. A {@link org.eobench.core.preprocess.Preprocessor} is a chain of
 * steps. Each step knows the output of the previous one, so a chain whose output does not match the
 * encoder is refused before any data is read. Random steps depend only on seed, epoch and sample.
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
