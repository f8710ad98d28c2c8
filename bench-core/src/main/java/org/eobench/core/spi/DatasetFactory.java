package org.eobench.core.spi;

import java.util.function.BiFunction;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.dataset.EoDataset;

/** Opens data sets of one kind. */
public interface DatasetFactory<C extends Record>
    extends ComponentFactory<C, DatasetContext, EoDataset> {

  /** A factory that calls a constructor, or a method that opens the data set. */
  static <C extends Record> DatasetFactory<C> of(
      Class<C> configType, BiFunction<C, DatasetContext, EoDataset> maker) {
    record Made<C extends Record>(
        Class<C> configType, BiFunction<C, DatasetContext, EoDataset> maker)
        implements DatasetFactory<C> {
      @Override
      public EoDataset create(C config, DatasetContext context) {
        return maker.apply(config, context);
      }
    }
    return new Made<>(configType, maker);
  }
}
