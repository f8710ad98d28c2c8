package org.eobench.core.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.eobench.core.decoder.Decoder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.encoder.FeatureMaps;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.Inits;
import org.eobench.core.weights.CheckpointLayout;
import org.junit.jupiter.api.Test;

class NothingToFineTuneTest {
  private static EoModel baseline() {
    return new EoModel(new Baseline(), new NoDecoder());
  }

  @Test
  void refusesToTrainAnEncoderWithoutParameters() {
    for (Finetune extent : List.of(Finetune.FULL, Finetune.RETRAIN_INPUT, Finetune.BIAS)) {
      assertThatThrownBy(() -> new FineTuning(extent, FrozenMode.EVAL).freeze(baseline()))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("[Bench/NothingToFineTune] finetune=" + extent.key())
          .hasMessageContaining("finetune=false");
    }
  }

  @Test
  void leavesItAloneWhenOnlyTheDecoderIsTrained() {
    assertThatCode(() -> new FineTuning(Finetune.NONE, FrozenMode.EVAL).freeze(baseline()))
        .doesNotThrowAnyException();
  }

  /** An encoder that has a buffer and nothing to train. */
  private static final class Baseline extends Encoder {
    Baseline() {
      buffer("kernel", new Shape(1), DataType.FLOAT32, Inits.ONES);
    }

    @Override
    public EncoderSpec spec() {
      return new EncoderSpec(Map.of(), 8, List.of(), false, false, false);
    }

    @Override
    public FeatureMaps encode(EncoderInput input) {
      return new FeatureMaps(List.of());
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

  private static final class NoDecoder extends Decoder {
    @Override
    public NDArray decode(FeatureMaps features, int height, int width) {
      return features.last();
    }
  }
}
