package org.eobench.datasets.quickstart;

import java.nio.file.Path;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.io.AtomicFolder;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.datasets.hlsburnscars.HlsBurnScarsDataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens {@code quickstart}: draws the chips once into the cache folder, then reads them with the
 * reader of HLS Burn Scars.
 */
public final class QuickstartFactory implements DatasetFactory<QuickstartConfig> {
  private static final Logger LOG = LoggerFactory.getLogger(QuickstartFactory.class);

  @Override
  public Class<QuickstartConfig> configType() {
    return QuickstartConfig.class;
  }

  @Override
  public EoDataset create(QuickstartConfig config, DatasetContext context) {
    Path folder = config.facts().rootPath();
    if (folder == null) {
      folder = context.cacheDir().resolve(folderName(config));
    }
    if (AtomicFolder.create(folder, new QuickstartChips(config)::write)) {
      LOG.info(
          "drew {} training and {} test chips of burn scars into {}",
          config.trainingChips(),
          config.testChips(),
          folder);
    }
    return HlsBurnScarsDataset.open("quickstart", config.facts().at(folder));
  }

  /** All that the chips depend on, so that another config never meets chips that are not its. */
  private static String folderName(QuickstartConfig config) {
    return "quickstart-v%d-%dx%d-%d-%d"
        .formatted(
            config.facts().version(),
            config.trainingChips(),
            config.facts().imgSize(),
            config.testChips(),
            config.sceneSeed());
  }
}
