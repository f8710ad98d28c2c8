package org.eobench.datasets.folder.labels;

import java.util.List;
import org.eobench.core.dataset.DatasetSpec;
import org.eobench.core.dataset.NoTarget;
import org.eobench.core.dataset.Target;
import org.eobench.core.io.geotiff.Window;
import org.eobench.datasets.folder.files.FolderSample;
import org.eobench.datasets.raster.formats.Grid;

/** Images without labels, for pretraining. */
final class NoLabels implements LabelSource {
  @Override
  public Target read(FolderSample sample, Window window, Grid grid, DatasetSpec spec) {
    return NoTarget.NONE;
  }

  @Override
  public Target indexed(FolderSample sample, DatasetSpec spec) {
    return NoTarget.NONE;
  }

  @Override
  public List<String> classes() {
    return List.of();
  }
}
