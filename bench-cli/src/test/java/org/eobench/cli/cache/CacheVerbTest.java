package org.eobench.cli.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.process.Interruption;
import org.eobench.core.error.ExitCode;
import org.eobench.core.features.store.FeatureFolder;
import org.eobench.core.features.store.FeatureKey;
import org.eobench.core.features.store.FeatureStore;
import org.eobench.core.features.store.StoreLimits;
import org.eobench.core.features.store.StoredMap;
import org.eobench.core.features.store.StoredType;
import org.eobench.core.plugin.PluginJars;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheVerbTest {
  @TempDir Path cache;
  private Path old = Path.of("");
  private Path fresh = Path.of("");
  private ExitCode code = ExitCode.OK;

  @BeforeEach
  void twoEncoders() throws IOException {
    old = shard("dofa", 1);
    fresh = shard("prithvi", 2);
    Instant longAgo = Instant.now().minus(Duration.ofDays(40));
    Files.setLastModifiedTime(old, FileTime.from(longAgo));
  }

  private Path shard(String encoder, int number) {
    FeatureKey identity = FeatureKey.of(ByteBuffer.allocate(32).putInt(number).array());
    String about = "{\"encoder\": \"" + encoder + "\", \"weights\": \"0123456789abcdef\"}";
    StoreLimits ample = new StoreLimits(1L << 40, 0);
    try (FeatureStore store =
        new FeatureStore(
            FeatureFolder.within(cache),
            identity,
            StoredType.FP32,
            about,
            ample,
            note -> {
              throw new AssertionError(note);
            })) {
      StoredMap map = new StoredMap(List.of(100, 8, 8), ByteBuffer.allocate(100 * 8 * 8 * 4));
      store.add(identity.variant(1), List.of(map));
      store.add(identity.variant(2), List.of(map));
      store.flush();
      return FeatureFolder.shards(store.folder()).get(0).path();
    }
  }

  private String run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("cache_dir=" + cache);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    code = new CacheVerb().run(new Invocation(all, PluginJars.NONE, out, new Interruption()));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void damage(Path shard) throws IOException {
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length - 1] ^= 1;
    Files.write(shard, bytes);
  }

  @Test
  void listsTheEncodersWithSizeAndLastUse() {
    assertThat(run("list").lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("00000001 +dofa +.*01234567 .*\\b1 +0\\.0 MiB"))
        .anyMatch(line -> line.startsWith("00000002  prithvi"));
    assertThat(run("size")).startsWith("0.1 MiB in " + cache.resolve("features"));
    run("prune", "--all");
    assertThat(run("list")).startsWith("no features in ");
  }

  @Test
  void verifiesEveryRecordAndPrunesWhatIsDamaged() throws IOException {
    assertThat(run("verify")).contains("2 files with 4 records", "all intact");
    assertThat(code).isEqualTo(ExitCode.OK);
    damage(fresh);
    assertThat(run("verify")).contains("damaged: " + fresh + ": 1 of 2 records", "1 damaged;");
    assertThat(code).isEqualTo(ExitCode.DATA);

    assertThat(run("prune")).contains("removed 1 files");
    assertThat(fresh.getParent()).doesNotExist();
    assertThat(old).exists();
    assertThat(run("verify")).contains("1 files with 2 records", "all intact");
  }

  @Test
  void prunesWhatIsUnusedOrTooMuch() {
    run("prune", "--unused-days", "50");
    assertThat(old).exists();
    run("prune", "--unused-days", "30");
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
    run("prune", "--limit-gb", "1");
    assertThat(fresh).exists();
    assertThat(run("prune", "--limit-gb", "0.00001")).contains("removed 1 files");
    assertThat(fresh).doesNotExist();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> run("lst")).hasMessageContaining("did you mean list?");
    assertThatThrownBy(this::run).hasMessageContaining("cache requires an action");
    assertThatThrownBy(() -> run("list", "--all")).hasMessageContaining("cache prune");
    Invocation elsewhere =
        new Invocation(
            List.of("list", "cache_dir=" + cache.resolve("none")),
            PluginJars.NONE,
            System.out,
            new Interruption());
    assertThatThrownBy(() -> new CacheVerb().run(elsewhere)).hasMessageContaining("NoFolder");
  }
}
