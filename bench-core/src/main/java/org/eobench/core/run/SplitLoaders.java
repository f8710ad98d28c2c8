package org.eobench.core.run;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.loader.DataLoader;
import org.eobench.core.run.plan.NormalizationSource;

/**
 * The loaders of a split, one for each normalisation of the run. They give the same samples in the
 * same order.
 */
record SplitLoaders(Map<NormalizationSource, DataLoader> each) implements AutoCloseable {
  SplitLoaders {
    each = new EnumMap<>(each);
  }

  /** The loader of a normalisation. */
  DataLoader of(NormalizationSource source) {
    return Objects.requireNonNull(each.get(source));
  }

  /** The first loader. */
  DataLoader first() {
    return each.values().iterator().next();
  }

  /** All as one, whose batches have those of the others beside them; it closes all. */
  DataLoader together() {
    Iterator<DataLoader> all = each.values().iterator();
    DataLoader together = all.next();
    all.forEachRemaining(together::takeAlong);
    return together;
  }

  @Override
  public void close() {
    each.values().forEach(DataLoader::close);
  }
}
