/**
 * The contract of data sets. A {@link org.eobench.core.dataset.DatasetSpec} contains the facts:
 * bands with their wavelengths and statistics, classes, ignore index, citation and version. An
 * {@link org.eobench.core.dataset.EoDataset} lists the samples of each split and reads single
 * samples in the units of the files; {@code preprocess} scales and crops them later. A sample has
 * one image per modality, {@code [C,T,H,W]}, a target, and its date and place if known.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.dataset;
