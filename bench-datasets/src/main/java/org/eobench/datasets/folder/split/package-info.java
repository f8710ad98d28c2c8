/**
 * How the samples of {@code folder} are divided into train, val and test: whole images by shares,
 * folds, groups or lists; parts of images in blocks; and windows by their place on the map, in
 * blocks of a grid or in polygons. All of it depends on names, places and the seed, not on the
 * order of files.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.folder.split;
