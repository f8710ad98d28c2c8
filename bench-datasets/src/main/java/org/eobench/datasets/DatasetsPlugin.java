package org.eobench.datasets;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import org.eobench.core.spi.BenchPlugin;
import org.eobench.core.spi.DatasetFactory;
import org.eobench.datasets.folder.FolderFactory;
import org.eobench.datasets.hlsburnscars.HlsBurnScarsFactory;
import org.eobench.datasets.quickstart.QuickstartFactory;
import org.eobench.datasets.quickstart.QuickstartKind;
import org.eobench.datasets.sen1floods11.Sen1Floods11Factory;

/** The table of contents of this module: one method per data set. */
public final class DatasetsPlugin extends AbstractModule implements BenchPlugin {
  @ProvidesIntoMap
  @StringMapKey("quickstart")
  static DatasetFactory<?> quickstart() {
    return new QuickstartFactory(QuickstartKind.SEGMENTATION);
  }

  @ProvidesIntoMap
  @StringMapKey("quickstart_change")
  static DatasetFactory<?> quickstartChange() {
    return new QuickstartFactory(QuickstartKind.CHANGE);
  }

  @ProvidesIntoMap
  @StringMapKey("quickstart_regression")
  static DatasetFactory<?> quickstartRegression() {
    return new QuickstartFactory(QuickstartKind.REGRESSION);
  }

  @ProvidesIntoMap
  @StringMapKey("quickstart_classification")
  static DatasetFactory<?> quickstartClassification() {
    return new QuickstartFactory(QuickstartKind.CLASSIFICATION);
  }

  @ProvidesIntoMap
  @StringMapKey("quickstart_multilabel")
  static DatasetFactory<?> quickstartMultiLabel() {
    return new QuickstartFactory(QuickstartKind.MULTI_LABEL);
  }

  @ProvidesIntoMap
  @StringMapKey("hlsburnscars")
  static DatasetFactory<?> hlsBurnScars() {
    return new HlsBurnScarsFactory();
  }

  @ProvidesIntoMap
  @StringMapKey("sen1floods11")
  static DatasetFactory<?> sen1Floods11() {
    return new Sen1Floods11Factory();
  }

  @ProvidesIntoMap
  @StringMapKey("folder")
  static DatasetFactory<?> folder() {
    return new FolderFactory();
  }
}
