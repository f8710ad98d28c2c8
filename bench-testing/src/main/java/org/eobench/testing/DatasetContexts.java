package org.eobench.testing;

import com.google.inject.Guice;
import java.nio.file.Path;
import org.eobench.core.dataset.DatasetContext;
import org.eobench.core.registry.Components;
import org.eobench.core.spi.CoreBindings;

/** What tests of data sets give them besides their config. */
public final class DatasetContexts {
  private DatasetContexts() {}

  /** The tasks of core and images without labels, and a folder for what a data set makes. */
  public static DatasetContext of(Path cacheDir) {
    Components core = Guice.createInjector(new CoreBindings()).getInstance(Components.class);
    return new DatasetContext(cacheDir, core.kinds().withUnlabelled());
  }
}
