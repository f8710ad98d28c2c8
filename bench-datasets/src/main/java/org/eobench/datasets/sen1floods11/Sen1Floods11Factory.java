package org.eobench.datasets.sen1floods11;

import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.spi.DatasetFactory;

/** Opens {@code sen1floods11}. */
public final class Sen1Floods11Factory implements DatasetFactory<Sen1Floods11Config> {
  @Override
  public Class<Sen1Floods11Config> configType() {
    return Sen1Floods11Config.class;
  }

  @Override
  public EoDataset create(Sen1Floods11Config config, DatasetContext context) {
    return Sen1Floods11Dataset.open(config);
  }
}
