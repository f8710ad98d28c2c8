package org.eobench.core.spi;

import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;

/** Opens data sets of one kind. */
public interface DatasetFactory<C extends Record>
    extends ComponentFactory<C, DatasetContext, EoDataset> {}
