/**
 * What a data set is. A {@link org.eobench.core.dataset.DatasetSpec} holds its facts: bands with
 * their wavelengths and statistics, classes, ignore index, citation and version. An {@link
 * org.eobench.core.dataset.EoDataset} lists the samples of each split and reads one at a time, in
 * the units of the files; scaling and cropping come later, in {@code preprocess}. A sample holds
 * one image for each modality, {@code [C,T,H,W]}, its target, and what is known of when and where
 * it was taken.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.dataset;
