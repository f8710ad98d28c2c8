package org.eobench.core.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eobench.core.dataset.EoDataset;
import org.eobench.core.dataset.Split;
import org.eobench.core.preprocess.BandFilter;
import org.eobench.core.preprocess.CropPosition;
import org.eobench.core.preprocess.ImageSpec;
import org.eobench.core.preprocess.PixelSize;
import org.eobench.core.preprocess.Preprocessor;
import org.eobench.core.preprocess.RandomCrop;
import org.eobench.core.preprocess.StepContext;
import org.eobench.core.testing.Encoders;
import org.eobench.core.testing.MemoryDataset;

/** Data loaders for the tests of this package. */
final class Loaders {
  private Loaders() {}

  /** A chain that draws a crop of 4 x 4 pixels, then takes B4 and B2. */
  static Preprocessor crop(EoDataset dataset) {
    StepContext start =
        new StepContext(
            ImageSpec.of(dataset.spec()),
            Encoders.taking(4, Map.of("optical", List.of("B4", "B2"))),
            CropPosition.DRAWN);
    return new Preprocessor(
        start,
        List.of(context -> new RandomCrop(context, new PixelSize(4, 4), false), BandFilter::new));
  }

  /** A chain that draws a crop of 5 x 4 pixels, then one of 4 x 4. */
  static Preprocessor twoCrops(EoDataset dataset) {
    StepContext start =
        new StepContext(
            ImageSpec.of(dataset.spec()),
            Encoders.taking(4, Map.of("optical", MemoryDataset.BANDS)),
            CropPosition.DRAWN);
    return new Preprocessor(
        start,
        List.of(
            context -> new RandomCrop(context, new PixelSize(5, 4), false),
            context -> new RandomCrop(context, new PixelSize(4, 4), false)));
  }

  /** No steps. */
  static Preprocessor whole(EoDataset dataset) {
    StepContext start =
        new StepContext(
            ImageSpec.of(dataset.spec()),
            Encoders.taking(4, Map.of("optical", MemoryDataset.BANDS)),
            CropPosition.DRAWN);
    return new Preprocessor(start, List.of());
  }

  /** A loader of the training split with the chain {@link #crop}. */
  static DataLoader loader(EoDataset dataset, LoaderOptions options) {
    return new DataLoader(dataset, Split.TRAIN, crop(dataset), options);
  }

  /** The samples of all batches, in their order. */
  static List<String> ids(Iterable<Batch> batches) {
    List<String> ids = new ArrayList<>();
    batches.forEach(batch -> batch.refs().forEach(ref -> ids.add(ref.id())));
    return ids;
  }

  static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
