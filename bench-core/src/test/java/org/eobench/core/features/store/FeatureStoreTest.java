package org.eobench.core.features.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureStoreTest {
  private static final StoreLimits AMPLE = new StoreLimits(1L << 40, 0);
  private static final int RECORDS = 20;

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  @Test
  void givesBackTheBitsThatItWasGiven() {
    try (FeatureStore store = store("a", AMPLE)) {
      store.add(key("one"), maps(1));
      assertThat(bits(store.find(key("one")))).isEqualTo(bits(maps(1)));
      assertThat(store.find(key("two"))).isNull();
    }
    try (FeatureStore store = store("a", AMPLE)) {
      assertThat(requireNonNull(store.find(key("one"))).get(1).shape()).containsExactly(5, 2, 2);
      assertThat(bits(store.find(key("one")))).isEqualTo(bits(maps(1)));
      assertThat(store.counts().read()).isPositive();
    }
    try (FeatureStore other = store("b", AMPLE)) {
      assertThat(other.find(key("one"))).isNull();
    }
    assertThat(notes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"FP16, 4.9e-4", "BF16, 3.95e-3", "INT8, 3.95e-3"})
  void roundsByNoMoreThanTheTypeDoes(StoredType type, double most) throws DamagedShard {
    List<Integer> shape = List.of(3, 2, 2);
    float[] values = {1, -0.75f, 3e-5f, 0, 1000, 999, -333.3f, 1e-3f, 6e4f, -6e4f, 1, 2};
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.nativeOrder()).asFloatBuffer().put(values);
    StoredMap map = new StoredMap(shape, bytes);
    for (List<Integer> order : List.of(List.of(0, 1, 2), List.of(1, 2, 0))) {
      ByteBuffer record = Payload.of(List.of(map.in(order)), type);
      StoredMap read = Payload.maps(record).get(0).in(List.of(0, 1, 2));
      assertThat(record.remaining()).isLessThan(Payload.of(List.of(map), StoredType.FP32).limit());
      for (int i = 0; i < values.length; i++) {
        // An integer is a step of the largest value of its channel, whatever its own size.
        float channel = Math.max(Math.abs(values[i / 4 * 4]), Math.abs(values[i / 4 * 4 + 1]));
        float scale = type == StoredType.INT8 ? channel : Math.max(Math.abs(values[i]), 6.2e-5f);
        assertThat((double) read.values().getFloat(i * Float.BYTES))
            .as("%s in the order %s", values[i], order)
            .isCloseTo(values[i], within(most * scale));
      }
    }
    StoredMap huge = new StoredMap(List.of(1), ByteBuffer.allocate(4).putInt(0, -1));
    if (type == StoredType.INT8) {
      assertThatThrownBy(() -> Payload.of(List.of(huge), type)).hasMessageContaining("bf16");
    }
  }

  @Test
  void detectsEveryFlippedBit() throws IOException {
    Path shard = filled("a");
    byte[] whole = Files.readAllBytes(shard);
    Random random = new Random(7);
    int passedOver = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] damaged = whole.clone();
      // The head and the index are short: half of the places are there.
      int reach = i % 2 == 0 ? whole.length : (int) ShardFormat.recordsAt(RECORDS);
      int bit = random.nextInt(reach * Byte.SIZE);
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      Files.write(shard, damaged);
      int lost = lost(i);
      assertThat(lost).as("bit %d", bit).isPositive();
      passedOver += lost;
    }
    assertThat(passedOver)
        .as("a flip in a record costs only this record")
        .isLessThan(700 * RECORDS);
    assertThat(notes).hasSize(1000);
  }

  @Test
  void passesOverWhatIsTruncatedEmptyOrSomethingElse() throws IOException {
    Path shard = filled("a");
    byte[] whole = Files.readAllBytes(shard);
    for (int length : new int[] {0, 1, 50, 100, whole.length / 2, whole.length - 1}) {
      Files.write(shard, Arrays.copyOf(whole, length));
      assertThat(lost(length)).isEqualTo(RECORDS);
    }
    Files.write(shard, Arrays.copyOf(whole, whole.length + 1));
    assertThat(lost(1)).isEqualTo(RECORDS);
    Files.writeString(
        shard, "no shard at all, but long enough to have a head of a shard: ".repeat(9));
    assertThat(lost(2)).isEqualTo(RECORDS);
    // Intact, but of another encoder.
    Files.copy(filled("b"), shard, StandardCopyOption.REPLACE_EXISTING);
    assertThat(lost(3)).isEqualTo(RECORDS);
    assertThat(notes)
        .hasSize(9)
        .allMatch(note -> note.contains(shard.toString()) && note.contains("computed again"));
    assertThat(String.join("\n", notes))
        .contains("bytes; what", "it belongs to another encoder", "not a file of this cache");
  }

  @Test
  void makesAgainWhatIsDamaged() throws IOException {
    Path shard = filled("a");
    byte[] whole = Files.readAllBytes(shard);
    whole[whole.length - 3] ^= 1;
    Files.write(shard, whole);
    int last = RECORDS - 1;
    try (FeatureStore store = store("a", AMPLE)) {
      assertThat(store.find(key("k" + last))).isNull();
      assertThat(store.counts().damaged()).isOne();
      store.add(key("k" + last), maps(last));
    }
    notes.clear();
    try (FeatureStore store = store("a", AMPLE)) {
      assertThat(bits(store.find(key("k" + last)))).isEqualTo(bits(maps(last)));
    }
  }

  @Test
  void aCountThatAsksForTooMuchMemoryIsRefused() throws IOException {
    Path shard = filled("a");
    byte[] whole = Files.readAllBytes(shard);
    ByteBuffer.wrap(whole).putInt(Long.BYTES + Integer.BYTES, Integer.MAX_VALUE);
    Files.write(shard, whole);

    assertThat(lost(0)).isEqualTo(RECORDS);
    assertThat(notes).singleElement().asString().contains("claims to hold 2147483647 records");
  }

  @Test
  void keepsNothingMoreWhereTheDiskIsTooSmall() {
    try (FeatureStore store = store("a", new StoreLimits(1L << 40, Long.MAX_VALUE >> 1))) {
      store.add(key("one"), maps(1));
      store.flush();
      assertThat(store.fills()).isFalse();
      store.add(key("two"), maps(2));
      assertThat(store.find(key("two"))).isNull();
    }
    assertThat(FeatureFolder.within(folder).bytes()).isZero();
    assertThat(notes).singleElement().asString().contains("nothing more is kept", "stay free");
  }

  @Test
  void aFolderThatCannotBeWrittenStopsNothing() throws IOException {
    Files.writeString(folder.resolve(FeatureFolder.NAME), "a file in its place");
    try (FeatureStore store = store("a", AMPLE)) {
      assertThat(store.fills()).isFalse();
      store.add(key("one"), maps(1));
      assertThat(store.find(key("one"))).isNull();
    }
    assertThat(notes).singleElement().asString().contains("nothing more is kept");
  }

  @Test
  void removesTheShardsThatWereUsedLongestAgo() throws IOException {
    Path old = filled("a");
    Path used = filled("b");
    Path middle = filled("c");
    Instant now = Instant.now();
    Files.setLastModifiedTime(old, FileTime.from(now.minusSeconds(9000)));
    Files.setLastModifiedTime(used, FileTime.from(now.minusSeconds(8000)));
    Files.setLastModifiedTime(middle, FileTime.from(now.minusSeconds(7000)));
    try (FeatureStore store = store("b", AMPLE)) {
      assertThat(store.find(key("k0"))).isNotNull(); // which makes it the newest
    }
    long size = Files.size(old);
    StoreLimits limits = new StoreLimits(2 * size + size / 2, 0);
    try (FeatureStore store = store("d", limits)) {
      store.add(key("new"), maps(3));
    }
    assertThat(old).doesNotExist();
    assertThat(used).exists();
    assertThat(middle).exists();
    assertThat(FeatureFolder.within(folder).bytes()).isLessThanOrEqualTo(limits.most());
  }

  @Test
  void doesNotRemoveWhatTheRunItselfUses() throws IOException {
    Path mine = filled("a");
    try (FeatureStore store = store("a", new StoreLimits(Files.size(mine) + 10, 0))) {
      assertThat(store.find(key("k0"))).isNotNull();
      store.add(key("more"), maps(3));
      store.flush();
      assertThat(store.fills()).isFalse();
    }
    assertThat(mine).exists();
    assertThat(notes).singleElement().asString().contains("limit");
  }

  @Test
  void severalFillItAtOnce() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> fillers = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int own = t;
      Thread filler =
          new Thread(
              () -> {
                try (FeatureStore store = store("a", AMPLE)) {
                  go.await();
                  for (int i = 0; i < RECORDS; i++) {
                    // Every second record is written by all of them.
                    store.add(key(i % 2 == 0 ? "k" + i : own + "k" + i), maps(i));
                    store.flush();
                  }
                } catch (InterruptedException stopped) {
                  Thread.currentThread().interrupt();
                }
              });
      filler.start();
      fillers.add(filler);
    }
    go.countDown();
    for (Thread filler : fillers) {
      filler.join();
    }
    try (FeatureStore store = store("a", AMPLE)) {
      for (int i = 0; i < RECORDS; i++) {
        for (int t = 0; t < 4; t++) {
          FeatureKey key = key(i % 2 == 0 ? "k" + i : t + "k" + i);
          assertThat(bits(store.find(key))).isEqualTo(bits(maps(i)));
        }
      }
    }
    assertThat(notes).isEmpty();
  }

  /** A store with {@link #RECORDS} records in one shard. */
  private Path filled(String identity) {
    FeatureFolder all = FeatureFolder.within(folder);
    try (FeatureStore store = store(identity, AMPLE)) {
      for (int i = 0; i < RECORDS; i++) {
        store.add(key("k" + i), maps(i));
      }
    }
    return FeatureFolder.shards(all.of(key(identity))).get(0).path();
  }

  /** How many records of the store a are gone; those that are there have the right bits. */
  private int lost(int round) {
    int lost = 0;
    try (FeatureStore store = store("a", AMPLE)) {
      for (int i = 0; i < RECORDS; i++) {
        List<StoredMap> found = store.find(key("k" + i));
        if (found == null) {
          lost++;
        } else {
          assertThat(bits(found)).as("round %d", round).isEqualTo(bits(maps(i)));
        }
      }
    }
    return lost;
  }

  private FeatureStore store(String identity, StoreLimits limits) {
    return new FeatureStore(
        FeatureFolder.within(folder),
        key(identity),
        StoredType.FP32,
        "{}",
        limits,
        note -> {
          synchronized (notes) {
            notes.add(note);
          }
        });
  }

  private static FeatureKey key(String text) {
    MessageDigest digest = FeatureKey.sha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return FeatureKey.of(digest);
  }

  private static List<StoredMap> maps(int seed) {
    return List.of(map(seed, 3, 4, 4), map(seed + 1000, 5, 2, 2));
  }

  private static StoredMap map(int seed, int... shape) {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    Random random = new Random(seed);
    ByteBuffer values = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.nativeOrder());
    for (int i = 0; i < size; i++) {
      values.putInt(random.nextInt()); // any bits, NaN among them
    }
    return new StoredMap(Arrays.stream(shape).boxed().toList(), values.flip());
  }

  private static List<ByteBuffer> bits(@Nullable List<StoredMap> maps) {
    return requireNonNull(maps).stream().map(StoredMap::values).toList();
  }
}
