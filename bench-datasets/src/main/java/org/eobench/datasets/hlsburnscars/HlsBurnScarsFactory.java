package org.eobench.datasets.hlsburnscars;

import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.datasets.raster.PublishedArchive;

/** Opens {@code hlsburnscars}. */
public final class HlsBurnScarsFactory implements DatasetFactory<HlsBurnScarsConfig> {
  @Override
  public Class<HlsBurnScarsConfig> configType() {
    return HlsBurnScarsConfig.class;
  }

  @Override
  public EoDataset create(HlsBurnScarsConfig config, DatasetContext context) {
    PublishedArchive.get(config.facts(), context.cacheDir());
    return HlsBurnScarsDataset.open("hlsburnscars", config.facts());
  }
}
