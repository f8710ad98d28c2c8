package org.eobench.core.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.features.store.FeatureKey;
import org.eobench.core.features.store.FeatureStore;
import org.eobench.core.features.store.StoredMap;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the first batch of a shape and finds out when the features of a sample may be used for it
 * in other batches: libtorch may choose other kernels for other numbers of samples, which round
 * differently.
 *
 * <p>If every sample has the same bits as alone, they may be used in all batches that pass the same
 * trial. Otherwise, if the samples have the same bits at other places among other samples, they may
 * be used in batches of this size. Records that the store has already are compared, too: one that
 * differs shows that the store is not of this encoder on this machine, whatever its identity says.
 * Records of this size of batch that are right spare the trial, since an earlier one has led to
 * them.
 */
final class BatchTrial {
  private final Function<EncoderInput, FeatureMaps> encode;
  private final TorchOps ops;
  private final FeatureStore store;
  private boolean staleRecord;
  private boolean confirmed;
  private Trial trial = new Trial(Trial.Finding.OTHERS, List.of());

  BatchTrial(Function<EncoderInput, FeatureMaps> encode, TorchOps ops, FeatureStore store) {
    this.encode = encode;
    this.ops = ops;
    this.store = store;
  }

  /** Whether a record of the store is not what the encoder computes. */
  boolean staleRecord() {
    return staleRecord;
  }

  /** Whether a record of the store was compared and is what the encoder computes. */
  boolean confirmed() {
    return confirmed && !staleRecord;
  }

  Trial trial() {
    return trial;
  }

  /** The features of the batch, computed. */
  FeatureMaps run(Request request) {
    int batch = request.shape().samples();
    EncoderInput images = request.images().get();
    FeatureMaps features = encode.apply(images);
    if (!features.arrays().stream().allMatch(map -> isOfSamples(map, batch))) {
      return features;
    }
    List<MapLayout> layouts =
        features.arrays().stream().map(map -> MapLayout.of(map, ops)).toList();
    List<List<StoredMap>> maps = MapLayout.apart(features.arrays(), batch, ops);
    List<FeatureKey> keys = request.samples().stream().map(sample -> sample.input().key()).toList();
    List<FeatureKey> ofSize = keys.stream().map(key -> key.variant(batch)).toList();
    Trial.Finding finding = Trial.Finding.OTHERS;
    // Records for this size show that an earlier run, with the same encoder, came to this finding.
    if (compared(ofSize, maps)) {
      finding = Trial.Finding.SIZE;
    } else if (!staleRecord && sameAlone(images, keys, maps)) {
      finding = Trial.Finding.NONE;
    } else if (!staleRecord && batch > 1 && sameAmongOthers(images, maps)) {
      finding = Trial.Finding.SIZE;
    }
    keys = finding == Trial.Finding.SIZE ? ofSize : keys;
    trial = new Trial(finding, layouts);
    if (finding != Trial.Finding.OTHERS && !staleRecord) {
      for (int i = 0; i < batch; i++) {
        store.add(keys.get(i), maps.get(i));
      }
    }
    return features;
  }

  /** Whether a map holds float32 of each sample; others are not kept. */
  static boolean isOfSamples(NDArray map, int batch) {
    return map.getDataType() == DataType.FLOAT32 && map.getShape().get(0) == batch;
  }

  private boolean sameAlone(
      EncoderInput images, List<FeatureKey> keys, List<List<StoredMap>> maps) {
    int batch = maps.size();
    for (int i = 0; i < batch; i++) {
      List<StoredMap> record = store.find(keys.get(i));
      if (record != null && StoredMap.same(record, store.rounded(maps.get(i)))) {
        confirmed = true;
        continue;
      }
      List<StoredMap> alone = batch == 1 ? maps.get(0) : encoded(images, List.of(i)).get(0);
      compare(record, alone);
      if (staleRecord || !StoredMap.same(alone, maps.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the store has a record of some sample, and all that it has are right. */
  private boolean compared(List<FeatureKey> keys, List<List<StoredMap>> maps) {
    boolean any = false;
    for (int i = 0; i < keys.size(); i++) {
      List<StoredMap> record = store.find(keys.get(i));
      compare(record, maps.get(i));
      any |= record != null;
    }
    return any && !staleRecord;
  }

  private void compare(@Nullable List<StoredMap> record, List<StoredMap> computed) {
    if (record != null) {
      boolean same = StoredMap.same(record, store.rounded(computed));
      confirmed |= same;
      staleRecord |= !same;
    }
  }

  /**
   * Whether neither the place in the batch nor the other samples change the features: each sample
   * moves by one place, and the last place, of the first sample, takes the second once more.
   */
  private boolean sameAmongOthers(EncoderInput images, List<List<StoredMap>> maps) {
    int batch = maps.size();
    List<Integer> rows =
        IntStream.range(0, batch).mapToObj(i -> i < batch - 1 ? i + 1 : 1).toList();
    List<List<StoredMap>> found = encoded(images, rows);
    for (int i = 0; i < batch; i++) {
      if (!StoredMap.same(found.get(i), maps.get(rows.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** The maps of a batch of some of the samples. */
  private List<List<StoredMap>> encoded(EncoderInput images, List<Integer> rows) {
    NDManager owner = images.images().values().iterator().next().getManager();
    try (NDManager scope = owner.newSubManager()) {
      List<Acquisition> taken = rows.stream().map(row -> images.acquisitions().get(row)).toList();
      Map<String, NDArray> part = new LinkedHashMap<>();
      images
          .images()
          .forEach(
              (modality, image) -> {
                NDList cuts = new NDList();
                for (int row : rows) {
                  NDArray one = image.get(new NDIndex().addSliceDim(row, row + 1));
                  one.attach(scope);
                  cuts.add(one);
                }
                // Copies, so that they lie in memory as a batch of their own does.
                part.put(modality, NDArrays.concat(cuts, 0));
              });
      List<NDArray> arrays = encode.apply(new EncoderInput(part, taken)).arrays();
      return MapLayout.apart(arrays, rows.size(), ops);
    }
  }
}
