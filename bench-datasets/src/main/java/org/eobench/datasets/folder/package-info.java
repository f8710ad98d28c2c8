/**
 * Your own files as a data set, by configuration only: file patterns for each modality and for the
 * masks, bands with their wavelengths, classes, and splits by list, by image or by spatial block.
 * Large files are cut into windows.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.folder;
