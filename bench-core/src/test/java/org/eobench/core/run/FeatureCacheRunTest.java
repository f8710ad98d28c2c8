package org.eobench.core.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eobench.core.features.CacheUse;
import org.eobench.core.features.store.FeatureFolder;
import org.eobench.core.results.RunResult;
import org.eobench.core.run.directory.RunDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with the features of their frozen encoder on disk. */
class FeatureCacheRunTest extends ToyRuns {
  /** Inputs of two epochs in batches of 4, two validations and a test, of 8 samples each. */
  private static final int INPUTS = 5 * 8;

  @TempDir Path cache;

  @BeforeEach
  void freezesTheEncoder() {
    yaml =
        yaml.replace("finetune: true", "finetune: false")
            .replace("resume: false", "resume: false\ndeterministic_threads: 1")
            .replace("cache_dir: .cache", "cache_dir: " + cache);
  }

  private String mode(String mode) {
    return yaml.replace(
        "deterministic_threads", "feature_cache: " + mode + "\ndeterministic_threads");
  }

  private static CacheUse use(RunResult outcome) {
    return requireNonNull(RunDirectory.read(outcome.directory()).featureCache());
  }

  /** Everything that is a number of the run, in full precision; times are left out. */
  private static List<String> numbers(RunResult outcome) throws IOException {
    List<String> log = Files.readAllLines(outcome.directory().resolve("metrics.jsonl"));
    return log.stream()
        .map(
            line ->
                line.replaceAll("\"(seconds|samples_per_second|[a-z_]*per_second)\":[^,}]*", ""))
        .toList();
  }

  private static void sameAs(RunResult expected, RunResult outcome) throws IOException {
    assertThat(numbers(outcome)).isEqualTo(numbers(expected));
    assertThat(weights(outcome)).isEqualTo(weights(expected));
  }

  /** The tensors behind the header, which names the run. */
  private static byte[] weights(RunResult outcome) throws IOException {
    byte[] file = Files.readAllBytes(checkpoint(outcome, "last"));
    int header = 8 + (file[0] & 0xFF) + ((file[1] & 0xFF) << 8);
    return Arrays.copyOfRange(file, header, file.length);
  }

  @Test
  void givesTheSameNumbersWithAndWithoutAndFindsAllOnTheSecondTime() throws IOException {
    RunResult off = run(mode("off"));
    assertThat(use(off).store()).isNull();
    assertThat(cache).isEmptyDirectory();

    RunResult first = run(mode("auto"));
    sameAs(off, first);
    assertThat(use(first).hits() + use(first).misses()).isEqualTo(INPUTS);
    assertThat(use(first).misses()).as("each sample once").isEqualTo(3 * 8);
    assertThat(use(first).bytesWritten()).isPositive();

    RunResult second = run(mode("require"));
    sameAs(off, second);
    // The first batch is compared with its records; the other shapes were tried by the first run.
    assertThat(use(second).misses()).isEqualTo(4);
    assertThat(use(second).hits()).isEqualTo(INPUTS - 4);
    assertThat(use(second).bytesWritten()).isZero();
    assertThat(use(second).notes()).isEmpty();
    assertThat(said).anyMatch(line -> line.startsWith("feature cache: 36 of 40 inputs"));
    assertThat(said).anyMatch(line -> line.startsWith("waiting for samples took "));
    assertThat(RunDirectory.read(second.directory()).waitingShare()).isBetween(1e-9, 1.0);

    RunResult third = run(mode("require"));
    sameAs(off, third);
    assertThat(use(third).misses()).as("nothing is left to compare").isZero();
  }

  @Test
  void tilesAreKeptToo() throws IOException {
    String tiles = "inference_mode: sliding";
    String sliding = "inference_mode: whole";
    RunResult off =
        run(
            mode("off")
                .replace(sliding, tiles)
                .replace("sliding_inference_batch: 8", "sliding_inference_batch: 1"));
    String on =
        mode("require")
            .replace(sliding, tiles)
            .replace("sliding_inference_batch: 8", "sliding_inference_batch: 1");
    run(on);
    RunResult second = run(on);

    sameAs(off, second);
    assertThat(use(second).hits()).isGreaterThan(INPUTS - 10);
  }

  @Test
  void anEncoderOfOtherWeightsSharesNothing() throws IOException {
    run(mode("auto"));
    String other = mode("auto").replace("seed: 234", "seed: 235");
    RunResult off = run(mode("off").replace("seed: 234", "seed: 235"));
    RunResult outcome = run(other);

    sameAs(off, outcome);
    assertThat(use(outcome).misses()).isEqualTo(3 * 8);
    assertThat(FeatureFolder.within(cache).stores()).hasSize(2);
  }

  @Test
  void aDamagedShardChangesNoNumber() throws IOException {
    RunResult off = run(mode("off"));
    run(mode("auto"));
    for (Path store : FeatureFolder.within(cache).stores()) {
      for (FeatureFolder.ShardFile shard : FeatureFolder.shards(store)) {
        byte[] bytes = Files.readAllBytes(shard.path());
        for (int at = bytes.length / 2; at < bytes.length; at += 64) {
          bytes[at] ^= 4;
        }
        Files.write(shard.path(), bytes);
      }
    }

    RunResult outcome = run(mode("auto"));

    sameAs(off, outcome);
    assertThat(use(outcome).damaged()).isPositive();
    assertThat(said).anyMatch(line -> line.contains("checksum of a record is wrong"));
  }

  @Test
  void aResumedRunEndsAsOneThatWasNotStopped() throws IOException {
    String asked = mode("auto").replace("ckpt_every_iterations: 0", "ckpt_every_iterations: 1");
    RunResult whole = run(asked);
    int[] steps = {0};
    assertThatThrownBy(
            () ->
                run(
                    asked,
                    () -> {
                      if (++steps[0] == 3) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");

    sameAs(whole, run(asked.replace("resume: false", "resume: true")));
  }

  @Test
  void trainedEncodersAndRandomCropsAreNotKeptAndAreRefusedWhereThatIsRequired() {
    String trained = mode("auto").replace("finetune: false", "finetune: true");
    assertThat(use(run(trained)).notes()).singleElement().asString().contains("is trained");
    assertThatThrownBy(() -> run(trained.replace("feature_cache: auto", "feature_cache: require")))
        .hasMessageContaining("FeaturesNotKept")
        .hasMessageContaining("is trained");
    String drifting = mode("require").replace("frozen_mode: eval", "frozen_mode: train");
    assertThatThrownBy(() -> run(drifting)).hasMessageContaining("frozen_mode=train");

    String crops = "train: [{_target_: RandomCrop, size: 6}]";
    String random = mode("auto").replace("train: []", crops);
    RunResult outcome = run(random);
    assertThat(use(outcome).changing()).isEqualTo(2 * 8);
    assertThat(use(outcome).notes()).singleElement().asString().contains("at random");
    assertThatThrownBy(() -> run(random.replace("feature_cache: auto", "feature_cache: require")))
        .hasMessageContaining("at random")
        .hasMessageContaining("crops_per_image=4");
  }

  @Test
  void epochsRepeatCropsThatAreKept() throws IOException {
    String random =
        mode("require")
            .replace("train: []", "train: [{_target_: RandomCrop, size: 6}]")
            .replace("batch_size: 4", "batch_size: 4\ncrops_per_image: 2")
            .replace("n_epochs: 2", "n_epochs: 4");
    RunResult off = run(random.replace("feature_cache: require", "feature_cache: off"));
    RunResult first = run(random);
    sameAs(off, first);
    assertThat(use(first).changing()).isZero();
    assertThat(use(first).misses()).as("two crops of each image, and two splits").isEqualTo(4 * 8);
    assertThat(Files.readString(first.directory().resolve("results.csv")))
        .contains("crops_per_image")
        .contains(",2,fp32,");
    assertThat(RunDirectory.read(first.directory()).cropsPerImage()).isEqualTo(2);
    assertThat(said).anyMatch(line -> line.contains("repeat 2 random crops of each training"));

    RunResult one = run(random.replace("crops_per_image: 2", "crops_per_image: 1"));
    assertThat(use(one).misses()).as("the first of them is known").isEqualTo(4);
    assertThat(numbers(one)).isNotEqualTo(numbers(first));

    assertThatThrownBy(
            () -> run(mode("auto").replace("seed: 234", "seed: 234\ncrops_per_image: 3")))
        .hasMessageContaining("NothingRandom");
  }

  @Test
  void roundedFeaturesGiveTheSameNumbersWhetherTheyAreFoundOrNot() throws IOException {
    String rounds = mode("auto").replace("seed: 234", "seed: 234\nfeature_cache_dtype: int8");
    RunResult exact = run(mode("off"));
    RunResult first = run(rounds);
    RunResult second = run(rounds.replace("feature_cache: auto", "feature_cache: require"));
    String full =
        rounds
            .replace(cache.toString(), cache + "/full")
            .replace("seed:", "feature_cache_gb: 0\nseed:");
    RunResult nowhere = run(full);

    sameAs(first, second);
    sameAs(first, nowhere);
    assertThat(use(nowhere).notes()).singleElement().asString().contains("nothing more is kept");
    assertThat(said).anyMatch(line -> line.contains("kept while there was room, 0 not kept"));
    assertThat(numbers(exact)).isNotEqualTo(numbers(first));
    assertThat(requireNonNull(use(second).rounding()).largest()).isBetween(1e-4, 0.5 / 127);
    assertThat(said).anyMatch(line -> line.contains("rounded to int8: by"));
    assertThatThrownBy(() -> run(rounds.replace("feature_cache: auto", "feature_cache: off")))
        .hasMessageContaining("FeaturesNotKept")
        .hasMessageContaining("feature_cache_dtype=int8");
  }

  @Test
  void refusesOtherModes() {
    assertThatThrownBy(() -> run(mode("always")))
        .hasMessageContaining("feature_cache=always must be off, auto or require");
  }
}
