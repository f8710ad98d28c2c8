package org.eobench.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.encoder.FrozenMode;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.torch.GradientCheckpointing;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.train.ToyDecoder;
import org.eobench.core.train.ToyEncoder;
import org.eobench.core.train.ToyTransformer;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoraTest {
  private static final LoraConfig ATTENTION =
      new LoraConfig(2, 4, List.of("*.attn.qkv", "*.attn.proj"));

  private final NDManager manager = NDManager.newBaseManager();
  private final TorchOps ops = new TorchOps(manager, Precision.FP32);

  @AfterEach
  void close() {
    manager.close();
  }

  private EoModel model(LoraConfig config) {
    EoModel model = new EoModel(new ToyTransformer(ops), new ToyDecoder(ops));
    new Lora(config).addTo(model.encoder());
    Weights.initialize(model.tensors(), manager, 3);
    new FineTuning(Finetune.LORA, FrozenMode.EVAL).freeze(model);
    return model;
  }

  private NDArray image() {
    float[] values = new float[2 * 2 * 64];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    return manager.create(values, new Shape(2, 2, 1, 8, 8));
  }

  private float[] maps(EoModel model) {
    NDArray map =
        model.encoder().encode(EncoderInput.of(Map.of("optical", image()))).levels().get(0);
    return map.toFloatArray();
  }

  /** As a training would leave them. */
  private static void change(EoModel model) {
    model
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.endsWith("lora_B")) {
                tensor.array().addi(0.3f);
              }
            });
  }

  @Test
  void aNewChangeChangesNothing() {
    float[] changed = maps(model(ATTENTION));
    Encoder plain = new ToyTransformer(ops);
    EoModel same = new EoModel(plain, new ToyDecoder(ops));
    Weights.initialize(same.tensors(), manager, 3);
    assertThat(changed).isEqualTo(maps(same));
  }

  @Test
  void theMergedModelPredictsTheSame() {
    EoModel model = model(LoraConfig.DEFAULT);
    float[] before = maps(model);
    change(model);
    float[] apart = maps(model);
    assertThat(apart).isNotEqualTo(before);
    Lora.merge(model.encoder());
    assertThat(maps(model)).containsExactly(apart, Offset.offset(1e-6f));
    assertThat(model.encoder().tensors().keySet())
        .isEqualTo(new ToyTransformer(ops).tensors().keySet());
  }

  @Test
  void onlyChangesAndDecoderTrain() {
    EoModel model = model(ATTENTION);
    assertThat(FineTuning.trained(model).keySet())
        .containsExactly(
            "encoder.blocks.0.attn.qkv.lora_A",
            "encoder.blocks.0.attn.qkv.lora_B",
            "encoder.blocks.0.attn.proj.lora_A",
            "encoder.blocks.0.attn.proj.lora_B",
            "encoder.blocks.1.attn.qkv.lora_A",
            "encoder.blocks.1.attn.qkv.lora_B",
            "encoder.blocks.1.attn.proj.lora_A",
            "encoder.blocks.1.attn.proj.lora_B",
            "head.weight",
            "head.bias");
    assertThat(TrainedParts.of(model))
        .isEqualTo(
            "8 of 34 tensors of the encoder (blocks.*.attn.qkv.lora_A, blocks.*.attn.qkv.lora_B,"
                + " blocks.*.attn.proj.lora_A, blocks.*.attn.proj.lora_B), 2 of 2 of the decoder");
    change(model);
    try (GradientCollector collector = TorchEngine.get().newGradientCollector()) {
      collector.backward(loss(model));
    }
    model
        .tensors()
        .forEach(
            (name, tensor) -> {
              assertThat(tensor.array().hasGradient()).as(name).isEqualTo(tensor.trainable());
              if (name.contains("lora_")) {
                assertThat(tensor.array().getGradient().abs().sum().getFloat())
                    .as(name)
                    .isPositive();
              }
            });
  }

  private NDArray loss(EoModel model) {
    NDArray logits = model.logits(EncoderInput.of(Map.of("optical", image())), 8, 8);
    return logits.mul(logits).mean();
  }

  @Test
  void gradientsAreTheSameWhenBlocksAreComputedTwice() {
    EoModel model = model(ATTENTION);
    change(model);
    String name = "blocks.0.attn.qkv.lora_A";
    NDArray trained = Objects.requireNonNull(model.encoder().tensors().get(name)).array();
    try (GradientCollector collector = TorchEngine.get().newGradientCollector()) {
      collector.backward(loss(model));
    }
    float[] once = trained.getGradient().toFloatArray();
    try (GradientCollector collector = TorchEngine.get().newGradientCollector();
        GradientCheckpointing twice = ops.beginCheckpointing(1)) {
      collector.zeroGradients();
      collector.backward(loss(model));
      twice.backward();
    }
    assertThat(trained.getGradient().toFloatArray()).containsExactly(once, Offset.offset(1e-6f));
  }

  @Test
  void refusesLayersThatAreNotThere() {
    Encoder encoder = new ToyTransformer(ops);
    assertThatThrownBy(() -> new Lora(new LoraConfig(2, 4, List.of("*.to_qkv"))).addTo(encoder))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(
            "[Bench/NoSuchLayers] no linear layer of the encoder is called *.to_qkv")
        .hasMessageContaining("blocks.*.attn.qkv, blocks.*.attn.proj, blocks.*.mlp.fc1")
        .hasMessageContaining("lora.targets=");
    assertThat(encoder.tensors().keySet()).noneMatch(name -> name.contains("lora"));
    assertThatThrownBy(() -> new Lora(LoraConfig.DEFAULT).addTo(new ToyEncoder(ops)))
        .hasMessageContaining("this one has none")
        .hasMessageContaining("finetune=bias");
  }
}
