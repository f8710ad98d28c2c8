package org.eobench.core.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.features.store.FeatureKey;
import org.eobench.core.features.store.FeatureStore;
import org.eobench.core.features.store.StoredMap;
import org.eobench.core.features.store.StoredType;
import org.eobench.core.loader.Batch;
import org.eobench.core.loader.DeviceBatch;
import org.eobench.core.loader.InputHash;
import org.eobench.core.loader.KnownBatch;
import org.eobench.core.loader.KnownFeatures;
import org.eobench.core.loader.KnownSample;
import org.eobench.core.loader.SampleInput;
import org.eobench.core.model.Encoding;
import org.eobench.core.nn.torch.TorchOps;
import org.jspecify.annotations.Nullable;

/**
 * An encoder with a store of what it has computed: the maps of all levels and, if it has one, the
 * class token of each, under one key, so that all decoders share them. What comes from the store
 * equals the encoder's, bit for bit and in the same layout:
 *
 * <ul>
 *   <li>a record is found by the values that went into the encoder, see {@link InputHash}
 *   <li>the store belongs to one encoder, see {@link EncoderIdentity}
 *   <li>in each process the first batch of every shape goes through the encoder in any case, and
 *       {@link BatchTrial} compares it with records and with each sample alone; see {@link Trials}
 *   <li>no record of another process is used before one was compared with what the encoder computes
 * </ul>
 *
 * <p>A store of another type than fp32 rounds. Then all maps are rounded, those from the store and
 * those that the encoder computes, so that the numbers of a run do not depend on what the store
 * holds or has room for.
 *
 * <p>Batches are encoded by one thread; {@link #find} is for all.
 */
public final class CachedEncoding implements Encoding, KnownFeatures {
  private final Function<EncoderInput, FeatureMaps> encode;
  private final int levels;
  private final TorchOps ops;
  private final FeatureStore store;
  private final Consumer<String> refused;
  private final Trials trials;
  private final AtomicLong hits = new AtomicLong();
  private final AtomicLong misses = new AtomicLong();
  private final AtomicLong changing = new AtomicLong();
  private volatile boolean stale;

  private volatile RoundingError rounding = RoundingError.NONE;

  /**
   * @param encoder a frozen encoder in evaluation mode
   * @param store the store of this encoder; the caller closes it
   * @param trials what earlier runs with this store have found
   * @param refused gets a sentence where features cannot be kept, and may throw
   */
  public CachedEncoding(
      Encoder encoder, TorchOps ops, FeatureStore store, Trials trials, Consumer<String> refused) {
    this.encode = Encoding.everything(encoder);
    this.levels = encoder.spec().levels().size();
    this.ops = ops;
    this.store = store;
    this.trials = trials;
    this.refused = refused;
  }

  /** How often the encoder was spared so far. */
  public CacheCounts counts() {
    return new CacheCounts(hits.get(), misses.get(), changing.get(), rounding);
  }

  @Override
  public @Nullable Found find(SampleInput input, int batch) {
    Trial trial = trials.find(new BatchShape(batch, input.shapes()));
    FeatureKey key = trial == null || stale ? null : key(input.key(), trial, batch);
    List<StoredMap> maps = key == null || !isTrusted(key) ? null : store.find(key);
    return key == null || maps == null ? null : new Found(key, maps);
  }

  private boolean isTrusted(FeatureKey key) {
    return trials.confirmed() || store.isOwn(key);
  }

  private static @Nullable FeatureKey key(FeatureKey input, Trial trial, int batch) {
    return switch (trial.finding()) {
      case NONE -> input;
      case SIZE -> input.variant(batch);
      case OTHERS -> null;
    };
  }

  @Override
  public FeatureMaps of(Batch batch, NDManager owner) {
    KnownBatch known = batch.known();
    if (known == null || stale) {
      if (known == null) {
        refused.accept(
            "training images are cropped or changed at random in every epoch, so their features"
                + " are not kept; `crops_per_image=4` lets the epochs repeat 4 of each");
      }
      changing.addAndGet(batch.size());
      return rounded(encode.apply(DeviceBatch.input(batch.decoded(), owner)), owner);
    }
    if (!known.equalShapes()) {
      // Padded: what the encoder sees is not what the samples are.
      return of(DeviceBatch.input(batch.decoded(), owner));
    }
    return found(
        new Request(
            known.samples(),
            new BatchShape(batch.size(), known.samples().get(0).input().shapes()),
            () -> DeviceBatch.input(batch.decoded(), owner),
            owner));
  }

  @Override
  public FeatureMaps of(EncoderInput input) {
    NDArray any = input.images().values().iterator().next();
    int batch = Math.toIntExact(any.getShape().get(0));
    if (stale) {
      changing.addAndGet(batch);
      return rounded(encode.apply(input), any.getManager());
    }
    List<KnownSample> samples =
        rows(input, batch).stream().map(row -> new KnownSample(row, null)).toList();
    BatchShape shape = new BatchShape(batch, samples.get(0).input().shapes());
    return found(new Request(samples, shape, () -> input, any.getManager()));
  }

  /** The inputs of the samples of a batch on the device. */
  private static List<SampleInput> rows(EncoderInput input, int batch) {
    Map<String, float[]> values = new LinkedHashMap<>();
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    input
        .images()
        .forEach(
            (modality, image) -> {
              values.put(modality, image.toFloatArray());
              int[] axes = IntStream.range(1, 5).toArray();
              shapes.put(
                  modality,
                  IntStream.of(axes)
                      .mapToObj(axis -> Math.toIntExact(image.getShape().get(axis)))
                      .toList());
            });
    List<SampleInput> rows = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      InputHash hash = new InputHash();
      for (Map.Entry<String, float[]> image : values.entrySet()) {
        int[] shape =
            shapes.getOrDefault(image.getKey(), List.of()).stream().mapToInt(n -> n).toArray();
        hash.image(image.getKey(), shape, image.getValue(), i * image.getValue().length / batch);
      }
      rows.add(new SampleInput(hash.acquisition(input.acquisitions().get(i)).key(), shapes));
    }
    return rows;
  }

  private FeatureMaps found(Request request) {
    Trial trial = trials.find(request.shape());
    if (trial == null && request.allEqual()) {
      // Equal samples cannot show whether they depend on each other.
      changing.addAndGet(request.shape().samples());
      return rounded(encode.apply(request.images().get()), request.owner());
    }
    if (trial == null) {
      misses.addAndGet(request.shape().samples());
      return tried(request);
    }
    List<List<StoredMap>> maps = new ArrayList<>();
    boolean trusted = true;
    for (KnownSample sample : request.samples()) {
      List<StoredMap> each = maps(sample, trial, request.shape().samples());
      if (each == null) {
        return computed(request, trial);
      }
      FeatureKey key = key(sample.input().key(), trial, request.shape().samples());
      trusted &= key != null && isTrusted(key);
      maps.add(each);
    }
    if (!trusted) {
      misses.addAndGet(maps.size());
      return tried(request);
    }
    hits.addAndGet(maps.size());
    return together(maps, trial.layouts(), request.owner());
  }

  private FeatureMaps together(
      List<List<StoredMap>> samples, List<MapLayout> layouts, NDManager owner) {
    List<NDArray> arrays = new ArrayList<>();
    for (int i = 0; i < layouts.size(); i++) {
      int place = i;
      List<StoredMap> maps = samples.stream().map(each -> each.get(place)).toList();
      arrays.add(layouts.get(i).together(maps, ops, owner));
    }
    return new FeatureMaps(
        arrays.subList(0, levels), List.of(), arrays.subList(levels, arrays.size()));
  }

  /** The maps as they would come from the store. */
  private FeatureMaps rounded(FeatureMaps computed, NDManager owner) {
    List<NDArray> arrays = computed.arrays();
    int batch = Math.toIntExact(arrays.get(0).getShape().get(0));
    if (store.type() == StoredType.FP32
        || !arrays.stream().allMatch(map -> BatchTrial.isOfSamples(map, batch))) {
      return computed;
    }
    List<List<StoredMap>> kept = new ArrayList<>();
    for (List<StoredMap> maps : MapLayout.apart(arrays, batch, ops)) {
      List<StoredMap> rounded = store.rounded(maps);
      rounding = rounding.plus(RoundingError.of(maps, rounded));
      kept.add(rounded);
    }
    return together(kept, arrays.stream().map(map -> MapLayout.of(map, ops)).toList(), owner);
  }

  private @Nullable List<StoredMap> maps(KnownSample sample, Trial trial, int batch) {
    FeatureKey key = key(sample.input().key(), trial, batch);
    Found known = sample.features();
    if (key == null) {
      return null;
    }
    return known != null && known.key().equals(key) ? known.maps() : store.find(key);
  }

  private FeatureMaps tried(Request request) {
    BatchTrial attempt = new BatchTrial(encode, ops, store);
    FeatureMaps features = attempt.run(request);
    if (attempt.confirmed()) {
      trials.confirm();
    }
    if (attempt.staleRecord()) {
      stale = true;
      refused.accept(
          "what the store holds is not what this encoder computes here, so nothing of it is used;"
              + " remove it with `cache prune --all`");
    } else {
      trials.add(request.shape(), attempt.trial());
      if (attempt.trial().finding() == Trial.Finding.OTHERS) {
        refused.accept(
            "the features of a sample depend on the others of its batch, so they are not kept");
      }
    }
    return rounded(features, request.owner());
  }

  /** The whole batch goes through the encoder, as without a store, even if some maps are known. */
  private FeatureMaps computed(Request request, Trial trial) {
    FeatureMaps features = encode.apply(request.images().get());
    int batch = request.shape().samples();
    if (trial.finding() == Trial.Finding.OTHERS) {
      changing.addAndGet(batch);
      return rounded(features, request.owner());
    }
    misses.addAndGet(batch);
    if (store.fills()) {
      List<List<StoredMap>> maps = MapLayout.apart(features.arrays(), batch, ops);
      for (int i = 0; i < batch; i++) {
        FeatureKey key = key(request.samples().get(i).input().key(), trial, batch);
        if (key != null) {
          store.add(key, maps.get(i));
        }
      }
    }
    return rounded(features, request.owner());
  }
}
