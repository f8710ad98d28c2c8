/**
 * GeoTIFFs of your own as a data set, by configuration alone: patterns for the files of each
 * modality and for the masks, bands with their wavelengths, classes, and splits by list, by image
 * or by block of space. Large files are cut into windows.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.folder;
