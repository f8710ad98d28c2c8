/**
 * Multi-crop augmentation: several crops of each image, of two sizes. {@link
 * org.eobench.pretrain.crops.MultiCrop} is the last step of the preprocessing; {@link
 * org.eobench.pretrain.crops.LoadedCrops} gives a method the crops of a batch.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.pretrain.crops;
