package org.eobench.serve.image;

import java.util.List;
import org.eobench.core.dataset.Sample;
import org.eobench.datasets.raster.formats.Grid;

/**
 * An image with all bands of the model's data set.
 *
 * @param sample the image by modality, {@code [C,T,H,W]}, NaN where there is no data
 * @param grid size and georeference, as far as the file has one
 * @param remarks what was assumed about it
 */
public record ReadImage(Sample sample, Grid grid, List<String> remarks) {
  public ReadImage {
    remarks = List.copyOf(remarks);
  }
}
