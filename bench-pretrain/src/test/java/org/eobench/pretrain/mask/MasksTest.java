package org.eobench.pretrain.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.eobench.pretrain.testing.Recorded;
import org.junit.jupiter.api.Test;

/** Row B4: block masks and the masks of a batch. */
class MasksTest {
  /** Replays recorded random numbers and refuses requests for others. */
  private static final class Replay implements Draws {
    private final double[] rows;
    private int at;

    Replay(double[] rows, int from) {
      this.rows = rows;
      this.at = from;
    }

    private double next(double kind, double low, double high) {
      assertThat(rows[at]).isEqualTo(kind);
      assertThat(rows[at + 1]).isCloseTo(low, within(1e-12));
      assertThat(rows[at + 2]).isCloseTo(high, within(1e-12));
      at += 4;
      return rows[at - 1];
    }

    @Override
    public double uniform(double low, double high) {
      return next(0, low, high);
    }

    @Override
    public int integer(int low, int high) {
      return (int) next(1, low, high);
    }
  }

  @Test
  void blocksAreThoseOfTheOriginalForTheSameDraws() {
    Recorded recorded = new Recorded("ssl_masks");
    JsonNode config = recorded.config();
    BlockMask blocks = new BlockMask(config.path("height").asInt(), config.path("width").asInt());
    long[] targets = recorded.longs("targets");
    long[] offsets = recorded.longs("draw_offsets");
    double[] masks = new double[targets.length * blocks.patches()];
    double[] counts = new double[targets.length];
    for (int i = 0; i < targets.length; i++) {
      Replay replay = new Replay(recorded.doubles("draws"), (int) offsets[i] * 4);
      boolean[] mask = blocks.draw((int) targets[i], replay);
      assertThat(replay.at).as("all draws of call %d are used", i).isEqualTo(offsets[i + 1] * 4);
      for (int patch = 0; patch < mask.length; patch++) {
        masks[i * mask.length + patch] = mask[patch] ? 1 : 0;
        counts[i] += mask[patch] ? 1 : 0;
      }
    }
    recorded.put("masks", masks);
    recorded.put("counts", counts);
    recorded.check();
  }

  @Test
  void freeMasksHaveTheStatisticsOfTheOriginal() {
    Recorded recorded = new Recorded("ssl_masks");
    int samples = recorded.golden().root().path("results").path("samples").asInt();
    Draws draws = Draws.of(new SplittableRandom(4));
    for (JsonNode wanted : recorded.golden().root().path("results").path("statistics")) {
      int target = wanted.path("target").asInt();
      double sum = 0;
      double exact = 0;
      for (int i = 0; i < samples; i++) {
        int count = count(new BlockMask(14, 14).draw(target, draws));
        assertThat(count).isLessThanOrEqualTo(target);
        sum += count;
        exact += count == target ? 1 : 0;
      }
      double error = wanted.path("std").asDouble() * Math.sqrt(2.0 / samples);
      assertThat(sum / samples)
          .as("mean for %d", target)
          .isCloseTo(wanted.path("mean").asDouble(), within(4 * error + 1e-9));
      assertThat(exact / samples).isCloseTo(wanted.path("share_exact").asDouble(), within(0.05));
    }
  }

  private static int count(boolean[] mask) {
    return (int) IntStream.range(0, mask.length).filter(i -> mask[i]).count();
  }

  @Test
  void aBatchIsMaskedLikeTheOriginal() {
    Recorded recorded = new Recorded("ssl_mask_collate");
    JsonNode config = recorded.config();
    int images = config.path("global_crops_in_batch").asInt();
    int patches = config.path("n_tokens").asInt();
    JsonNode range = config.path("mask_ratio_min_max");
    CropMasks.Shares shares =
        new CropMasks.Shares(
            config.path("mask_sample_probability").asDouble(),
            range.get(0).asDouble(),
            range.get(1).asDouble());
    double[] uniforms = recorded.doubles("uniforms");
    int[] targets =
        CropMasks.targets(
            images,
            patches,
            shares,
            new Draws() {
              private int at;

              @Override
              public double uniform(double low, double high) {
                assertThat(low).isCloseTo(uniforms[at], within(1e-7));
                assertThat(high).isCloseTo(uniforms[at + 1], within(1e-7));
                at += 3;
                return uniforms[at - 1];
              }

              @Override
              public int integer(int low, int high) {
                throw new AssertionError("targets need no integer");
              }
            });
    recorded.put("targets", Arrays.stream(targets).asDoubleStream().toArray());
    long[] generated = recorded.longs("generated");
    List<boolean[]> shuffled = new ArrayList<>();
    for (long from : recorded.longs("permutation")) {
      boolean[] mask = new boolean[patches];
      for (int patch = 0; patch < patches; patch++) {
        mask[patch] = generated[(int) from * patches + patch] == 1;
      }
      shuffled.add(mask);
    }
    CropMasks masks = CropMasks.of(shuffled, patches);
    boolean[] all = masks.masked();
    recorded.put(
        "masks", IntStream.range(0, all.length).mapToDouble(i -> all[i] ? 1 : 0).toArray());
    recorded.put("mask_indices_list", Arrays.stream(masks.indices()).asDoubleStream().toArray());
    float[] weights = masks.weights();
    recorded.put(
        "masks_weight", IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).toArray());
    int cells = (int) (images * shares.sampleProbability());
    int bound =
        IntStream.range(0, cells).map(i -> (int) (patches * shares.edge(i + 1, cells))).sum();
    recorded.put("upperbound_and_count", bound, masks.count());
    recorded.check();
  }

  @Test
  void b4MaskRatiosAreSpreadOverTheirRange() {
    CropMasks.Shares shares = new CropMasks.Shares(0.5, 0.1, 0.5);
    int masked = 0;
    double ratio = 0;
    int crops = 16;
    for (int seed = 0; seed < 200; seed++) {
      CropMasks masks = CropMasks.draw(new BlockMask(14, 14), crops, shares, seed);
      for (int crop = 0; crop < crops; crop++) {
        boolean[] one = Arrays.copyOfRange(masks.masked(), crop * 196, (crop + 1) * 196);
        int count = count(one);
        masked += count > 0 ? 1 : 0;
        ratio += count / 196.0;
        assertThat(count).isLessThanOrEqualTo(98);
      }
      float sum = 0;
      for (float weight : masks.weights()) {
        sum += weight;
      }
      assertThat(sum).as("each masked crop weighs one").isCloseTo(8, within(1e-3f));
    }
    assertThat(masked).isEqualTo(200 * 8);
    assertThat(ratio / masked).isCloseTo(0.3, within(0.005));
  }

  @Test
  void aSeedGivesTheSameMasksAndAnotherSeedOthers() {
    CropMasks.Shares shares = new CropMasks.Shares(0.5, 0.1, 0.5);
    BlockMask blocks = new BlockMask(6, 9);
    boolean[] first = CropMasks.draw(blocks, 8, shares, 5).masked();
    assertThat(CropMasks.draw(blocks, 8, shares, 5).masked()).isEqualTo(first);
    assertThat(CropMasks.draw(blocks, 8, shares, 6).masked()).isNotEqualTo(first);
  }
}
