package org.eobench.core.features;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.eobench.core.dataset.Acquisition;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.GlobalEncoder;
import org.eobench.core.encoder.GlobalFeatures;
import org.eobench.core.features.store.FeatureFolder;
import org.eobench.core.features.store.FeatureKey;
import org.eobench.core.features.store.FeatureStore;
import org.eobench.core.features.store.StoreLimits;
import org.eobench.core.features.store.StoredType;
import org.eobench.core.model.Encoding;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.weights.CheckpointLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedEncodingTest {
  private static final FeatureKey IDENTITY = FeatureKey.of(new byte[32]);
  private static final Acquisition TAKEN = Acquisition.UNKNOWN;

  @TempDir Path folder;
  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);
  private final List<String> refused = new ArrayList<>();
  private int encoded;

  @AfterEach
  void free() {
    manager.close();
  }

  /** An encoder that does something to images {@code [B,1,1,2,2]}; its map is {@code [B,1,2,2]}. */
  private class Changing extends Encoder {
    private final UnaryOperator<NDArray> change;

    Changing(UnaryOperator<NDArray> change) {
      this.change = change;
    }

    @Override
    public EncoderSpec spec() {
      return new EncoderSpec(
          Map.of("optical", List.of("B4")),
          2,
          List.of(new EncoderSpec.Level(1, 1)),
          false,
          false,
          false);
    }

    @Override
    public FeatureMaps encode(EncoderInput input) {
      encoded++;
      NDArray image = Objects.requireNonNull(input.images().get("optical"));
      return new FeatureMaps(List.of(change.apply(image.squeeze(2))));
    }

    @Override
    public CheckpointLayout checkpointLayout() {
      return CheckpointLayout.exact();
    }

    @Override
    public boolean isInputLayer(String name) {
      return false;
    }
  }

  private FeatureStore store() {
    return store(StoredType.FP32);
  }

  private FeatureStore store(StoredType type) {
    StoreLimits ample = new StoreLimits(1L << 40, 0);
    return new FeatureStore(
        FeatureFolder.within(folder), IDENTITY, type, "{}", ample, refused::add);
  }

  private CachedEncoding over(UnaryOperator<NDArray> change, FeatureStore store) {
    return over(change, store, new Trials());
  }

  private CachedEncoding over(UnaryOperator<NDArray> change, FeatureStore store, Trials trials) {
    return new CachedEncoding(new Changing(change), ops, store, trials, refused::add);
  }

  private float[] features(CachedEncoding encoding, Acquisition taken, float... means) {
    NDArray images = manager.create(new Shape(means.length, 1, 1, 2, 2));
    for (int i = 0; i < means.length; i++) {
      images.set(new NDIndex(i), means[i]);
    }
    EncoderInput input =
        new EncoderInput(Map.of("optical", images), Collections.nCopies(means.length, taken));
    return encoding
        .of(input)
        .levels()
        .get(0)
        .reshape(means.length, 4)
        .max(new int[] {1})
        .toFloatArray();
  }

  private float[] features(CachedEncoding encoding, float... means) {
    return features(encoding, TAKEN, means);
  }

  /** Its class token is a view into larger tokens, as in a transformer. */
  private final class Describing extends Changing implements GlobalEncoder {
    Describing() {
      super(x -> x.mul(2));
    }

    @Override
    public GlobalFeatures encodeGlobal(EncoderInput input) {
      FeatureMaps maps = encode(input);
      NDArray tokens = maps.last().reshape(-1, 2, 2).mul(10);
      return new GlobalFeatures(
          maps,
          List.of(ops.call("def forward(self, x):\n  return x.select(1, 0)\n", tokens)),
          null);
    }
  }

  @Test
  void keepsClassTokensBesideMapsUnderOneKey() {
    NDArray images = manager.arange(12f).reshape(3, 1, 1, 2, 2);
    EncoderInput input = new EncoderInput(Map.of("optical", images), Collections.nCopies(3, TAKEN));
    FeatureMaps computed = Encoding.everything(new Describing()).apply(input);
    for (int run = 0; run < 2; run++) {
      try (FeatureStore store = store()) {
        CachedEncoding encoding =
            new CachedEncoding(new Describing(), ops, store, new Trials(), refused::add);
        encoding.of(input);
        FeatureMaps kept = encoding.of(input);
        assertThat(encoding.counts().hits()).isEqualTo(3);
        assertThat(kept.levels()).hasSize(1);
        assertThat(kept.classTokens()).hasSize(1);
        assertThat(kept.levels().get(0)).isEqualTo(computed.levels().get(0));
        assertThat(kept.classTokens().get(0).toFloatArray())
            .containsExactly(0, 20, 80, 100, 160, 180);
        assertThat(MapLayout.of(kept.classTokens().get(0), ops))
            .isEqualTo(MapLayout.of(computed.classTokens().get(0), ops));
      }
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void encodesEachInputOnceInWhateverBatchItComes() {
    try (FeatureStore store = store()) {
      CachedEncoding encoding = over(x -> x.mul(2), store);
      assertThat(features(encoding, 1, 2, 3)).containsExactly(2, 4, 6);
      assertThat(encoded).as("the batch, and each sample alone").isEqualTo(4);
      assertThat(features(encoding, 3, 1, 2)).containsExactly(6, 2, 4);
      assertThat(features(encoding, 1, 1, 1)).containsExactly(2, 2, 2);
      assertThat(encoded).isEqualTo(4);
      assertThat(features(encoding, 1, 4, 2)).containsExactly(2, 8, 4);
      assertThat(encoded).as("4 is new").isEqualTo(5);
      assertThat(encoding.counts()).isEqualTo(new CacheCounts(6, 6, 0, RoundingError.NONE));
      Acquisition dated = new Acquisition(List.of(LocalDateTime.of(2020, 1, 1, 0, 0)), null, 10.0);
      features(encoding, dated, 1, 2, 3);
      assertThat(encoded).as("another date").isEqualTo(6);
    }
    try (FeatureStore store = store()) {
      CachedEncoding encoding = over(x -> x.mul(2), store);
      assertThat(features(encoding, 1, 7, 8)).containsExactly(2, 14, 16);
      assertThat(encoded).as("7 and 8 are new to an earlier run's store").isEqualTo(6 + 3);
      assertThat(features(encoding, 3, 2, 1)).containsExactly(6, 4, 2);
      assertThat(encoded).isEqualTo(6 + 3);
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void triesAShapeOncePerProcessAndStoreOnceItsRecordsAreConfirmed() {
    Path store = folder.resolve("store");
    assertThat(Trials.ofProcess(store)).isSameAs(Trials.ofProcess(store));
    assertThat(Trials.ofProcess(store)).isNotSameAs(Trials.ofProcess(folder));
    Trials trials = new Trials();
    try (FeatureStore first = store()) {
      features(over(x -> x.mul(2), first, trials), 1, 2, 3);
      assertThat(encoded).as("the batch, and each sample alone").isEqualTo(4);
    }
    try (FeatureStore second = store()) {
      features(over(x -> x.mul(2), second, trials), 1, 2, 3);
      assertThat(encoded).as("records are compared once").isEqualTo(5);
    }
    try (FeatureStore third = store()) {
      CachedEncoding encoding = over(x -> x.mul(2), third, trials);
      assertThat(features(encoding, 1, 2, 3)).containsExactly(2, 4, 6);
      assertThat(encoded).isEqualTo(5);
      assertThat(encoding.counts().hits()).isEqualTo(3);
      features(encoding, 1, 2);
      assertThat(encoded).as("another shape is tried").isEqualTo(6);
    }
  }

  @Test
  void keepsFeaturesByTheSizeOfTheBatchWhereTheyDependOnIt() {
    UnaryOperator<NDArray> bySize = x -> x.add(x.getShape().get(0));
    try (FeatureStore store = store()) {
      CachedEncoding encoding = over(bySize, store);
      assertThat(features(encoding, 1, 2, 3)).containsExactly(4, 5, 6);
      assertThat(features(encoding, 1, 2)).containsExactly(3, 4);
      features(encoding, 3, 1, 2);
      int before = encoded;
      assertThat(features(encoding, 3, 2, 1)).containsExactly(6, 5, 4);
      assertThat(features(encoding, 2, 1)).containsExactly(4, 3);
      assertThat(encoded).isEqualTo(before);
    }
    int before = encoded;
    try (FeatureStore store = store()) {
      CachedEncoding encoding = over(bySize, store);
      assertThat(features(encoding, 1, 2, 3)).containsExactly(4, 5, 6);
      assertThat(features(encoding, 3, 2, 1)).containsExactly(6, 5, 4);
      assertThat(encoded).as("right records of this size spare the trial").isEqualTo(before + 1);
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void whatTheStoreRoundsIsRoundedWhetherItIsFoundOrComputed() {
    try (FeatureStore store = store(StoredType.BF16)) {
      CachedEncoding encoding = over(x -> x.mul(1.001f), store);
      float[] computed = features(encoding, 1, 2, 300);
      assertThat(computed).containsExactly(1, 2, 300);
      assertThat(features(encoding, 300, 1, 2)).containsExactly(300, 1, 2);
      assertThat(encoding.counts().hits()).isEqualTo(3);
      assertThat(encoding.counts().rounding().largest()).isBetween(0.0009, 0.0011);
      assertThat(encoding.counts().rounding().mean()).isBetween(0.0009, 0.0011);
    }
    try (FeatureStore store = store(StoredType.BF16)) {
      assertThat(features(over(x -> x.mul(1.001f), store), 1, 2)).containsExactly(1, 2);
    }
    assertThat(refused).as("a right record of a rounded value").isEmpty();
  }

  @Test
  void keepsNothingWhereFeaturesDependOnTheOthersOfABatch() {
    UnaryOperator<NDArray> centred = x -> x.sub(x.mean());
    try (FeatureStore store = store()) {
      CachedEncoding encoding = over(centred, store);
      assertThat(features(encoding, 2, 2, 2)).as("which shows nothing").containsExactly(0, 0, 0);
      assertThat(features(encoding, 1, 2, 3)).containsExactly(-1, 0, 1);
      // Rotated, that batch has the same mean; these have not.
      assertThat(features(encoding, 1, 2, 6)).containsExactly(-2, -1, 3);
      assertThat(features(encoding, 1, 2, 3)).containsExactly(-1, 0, 1);
      assertThat(features(encoding, 1, 3, 5)).containsExactly(-2, 0, 2);
      assertThat(encoding.counts().hits()).isZero();
    }
    assertThat(refused)
        .contains(
            "the features of a sample depend on the others of its batch, so they are not kept");
  }

  @Test
  void usesNothingOfAStoreThatIsNotOfThisEncoder() {
    try (FeatureStore store = store()) {
      features(over(x -> x.mul(2), store), 1, 2, 3);
    }
    try (FeatureStore store = store()) {
      CachedEncoding other = over(x -> x.mul(3), store);
      assertThat(features(other, 9, 8, 7)).as("no records").containsExactly(27, 24, 21);
      assertThat(features(other, 1, 2, 3)).containsExactly(3, 6, 9);
      assertThat(features(other, 1, 2, 3)).containsExactly(3, 6, 9);
    }
    assertThat(refused).singleElement().asString().contains("nothing of it is used");
  }
}
