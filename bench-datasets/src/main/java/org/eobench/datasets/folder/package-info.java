/**
 * GeoTIFFs of your own as a data set, by configuration alone: folders or name patterns for each
 * modality and for the masks, bands with their wavelengths, classes, and splits by folder, by list
 * or by share. Large files are cut into windows.
 *
 * <pre>
 * {@code java -jar bench.jar dataset=folder dataset.root_path=DIR encoder=dofa decoder=seg_upernet}
 * </pre>
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.folder;
