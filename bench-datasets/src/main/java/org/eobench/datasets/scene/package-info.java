/**
 * Scenes of any size as a user has them: GeoTIFFs, virtual rasters, folders of them, and STAC items
 * whose assets are local files, of several modalities and dates, each on a grid of its own. {@link
 * org.eobench.datasets.scene.SceneList} finds them; {@link org.eobench.datasets.scene.RasterScene}
 * reads windows on the grid of the first modality.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.datasets.scene;
