package org.eobench.pretrain.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DataLoader;
import org.eobench.pretrain.crops.LoadedCrops;

/**
 * The batches of a whole pretraining, pass after pass over the images, each in its own order. Which
 * batch is next depends only on how many came before it.
 */
final class CropStream {
  private final DataLoader loader;
  private int pass;
  private Iterator<Batch> batches;

  /**
   * @param before number of batches that were used before
   */
  CropStream(DataLoader loader, long before) {
    this.loader = loader;
    this.pass = Math.toIntExact(before / loader.batches());
    this.batches = loader.epoch(pass, (int) (before % loader.batches())).iterator();
  }

  /** The next batches. */
  List<LoadedCrops> next(int count) {
    List<LoadedCrops> parts = new ArrayList<>();
    while (parts.size() < count) {
      if (!batches.hasNext()) {
        pass++;
        batches = loader.epoch(pass).iterator();
      }
      parts.add(new LoadedCrops(batches.next()));
    }
    return parts;
  }
}
