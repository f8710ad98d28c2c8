/**
 * The files of a folder: patterns with placeholders, and the samples that they make up, with the
 * file of each modality, date and band.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.folder.files;
