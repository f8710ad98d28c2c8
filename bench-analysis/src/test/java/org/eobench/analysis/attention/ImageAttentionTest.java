package org.eobench.analysis.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.AttentionOps;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.vit.TokenLayout;
import org.eobench.core.weights.CheckpointLayout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageAttentionTest {
  private static final int ROWS = 2;
  private static final int COLUMNS = 4;

  private final NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
  private final AttentionOps ops = new AttentionOps(manager, Precision.FP32);

  @AfterEach
  void free() {
    manager.close();
  }

  /** An encoder whose only attention looks at one token, the first head only from query 0. */
  private final class Staring extends Encoder {
    private final @Nullable TokenLayout layout;
    private final int tokens;
    private final int seen;

    Staring(@Nullable TokenLayout layout, int tokens, int seen) {
      this.layout = layout;
      this.tokens = tokens;
      this.seen = seen;
    }

    @Override
    public @Nullable TokenLayout tokenLayout() {
      return layout;
    }

    @Override
    public EncoderSpec spec() {
      return new EncoderSpec(Map.of(), 8, List.of(), false, false, false);
    }

    @Override
    public FeatureMaps encode(EncoderInput input) {
      float[] queries = new float[2 * tokens];
      float[] keys = new float[2 * tokens];
      for (int token = 0; token < tokens; token++) {
        queries[token] = token == 0 ? 100 : 0;
        queries[tokens + token] = 100;
      }
      keys[seen] = 1;
      keys[tokens + seen] = 1;
      NDArray q = manager.create(queries, new Shape(1, 2, tokens, 1));
      NDArray k = manager.create(keys, new Shape(1, 2, tokens, 1));
      ops.scaledDotProductAttention(q, k, k);
      return new FeatureMaps(List.of(manager.zeros(new Shape(1, 3, ROWS, COLUMNS))));
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

  private ImageAttention of(TokenLayout layout, int tokens, int seen) {
    return ImageAttention.of(new Staring(layout, tokens, seen), EncoderInput.of(Map.of()), ops);
  }

  @Test
  void theClassTokenAndTheRegistersAreNoPatches() {
    ImageAttention attention = of(TokenLayout.afterClassToken(2), 3 + 8, 3 + 6);
    assertThat(attention.query()).isEqualTo("the class token");
    assertThat(attention.heads()).hasSize(2);
    for (HeadAttention head : attention.heads()) {
      assertThat(head.leading()).hasSize(3);
      assertThat(head.patches()[6]).isCloseTo(1, within(1e-6));
      assertThat(head.rows()).isEqualTo(ROWS);
      assertThat(head.columns()).isEqualTo(COLUMNS);
    }
  }

  @Test
  void withoutAClassTokenItIsTheMeanOfAllTokens() {
    ImageAttention attention = of(TokenLayout.patchesOnly(), 8, 5);
    assertThat(attention.query()).contains("mean of all tokens");
    // Seven of eight tokens of the first head look everywhere.
    assertThat(attention.heads().get(0).patches()[5]).isCloseTo(1 / 8.0 + 7 / 64.0, within(1e-6));
    assertThat(attention.heads().get(1).patches()[5]).isCloseTo(1, within(1e-6));
  }

  @Test
  void theTokensOfAPatchAreSummedWhereverTheyAre() {
    int last = 2 * 8 + 6; // third date
    ImageAttention dates = of(TokenLayout.afterClassToken(0), 1 + 3 * 8, 1 + last);
    ImageAttention groups = of(new TokenLayout(0, false, true), 3 * 8, last);
    assertThat(dates.heads().get(1).patches()[6]).isCloseTo(1, within(1e-6));
    assertThat(groups.heads().get(1).patches()[last / 3]).isCloseTo(1, within(1e-6));
    assertThat(dates.query()).contains("summed over the 3 tokens of each patch");
  }

  @Test
  void anEncoderWithoutALayoutIsRefused() {
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(
            () -> ImageAttention.of(new Staring(null, 8, 1), EncoderInput.of(Map.of()), ops))
        .withMessageContaining("NoAttention");
  }
}
