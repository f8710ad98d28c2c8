package org.eobench.pretrain.dinov2;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderContext;
import org.eobench.core.encoder.EncoderInput;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.encoders.dinov2.Dinov2Encoder;
import org.eobench.pretrain.mask.BlockMask;
import org.eobench.pretrain.mask.CropMasks;
import org.eobench.pretrain.method.CropBatch;
import org.eobench.pretrain.method.MethodContext;
import org.eobench.pretrain.method.RunLength;
import org.eobench.pretrain.optim.LrScaling;
import org.eobench.pretrain.optim.OptimConfig;
import org.eobench.pretrain.testing.Recorded;

/** The method, the encoder and the crops of a recorded pair of steps of DINOv2. */
record RecordedStep(Recorded recorded, TorchOps ops) {
  private static final String MODALITY = "optical";

  Dinov2Method method() {
    return new Dinov2Method(
        config(),
        new MethodContext(ops, this::encoder, encoder -> {}, new RunLength(2, 1, 3, 1), 0),
        this::masks);
  }

  /** Schedules over two steps of one epoch each whose values are those of the case. */
  Dinov2Config config() {
    JsonNode keys = recorded.config();
    JsonNode dino = keys.path("dino");
    JsonNode ibot = keys.path("ibot");
    JsonNode optim = keys.path("optim");
    JsonNode first = keys.path("schedule").get(0);
    JsonNode second = keys.path("schedule").get(1);
    return new Dinov2Config(
        keys.path("crops").path("local_crops_number").asInt(),
        new DinoConfig(
            dino.path("loss_weight").asDouble(),
            dino.path("koleo_loss_weight").asDouble(),
            head(dino),
            0.1,
            1),
        new IbotConfig(
            ibot.path("loss_weight").asDouble(),
            ibot.path("mask_sample_probability").asDouble(),
            List.of(0.1, 0.5),
            ibot.path("separate_head").asBoolean() ? head(ibot) : null),
        Dinov2Config.CenteringKind.valueOf(
            keys.path("train").path("centering").asText().toUpperCase(Locale.ROOT)),
        0.9,
        new TeacherConfig(
            first.path("momentum").asDouble(),
            beyond(first, second, "momentum"),
            first.path("teacher_temp").asDouble(),
            second.path("teacher_temp").asDouble(),
            2),
        keys.path("student").path("drop_path_rate").asDouble(),
        new OptimConfig(
            first.path("lr").asDouble(),
            LrScaling.NONE,
            beyond(first, second, "lr"),
            0,
            first.path("weight_decay").asDouble(),
            beyond(first, second, "weight_decay"),
            optim.path("clip_grad").asDouble(),
            optim.path("layerwise_decay").asDouble(),
            optim.path("patch_embed_lr_mult").asDouble(),
            List.of(optim.path("adamw_beta1").asDouble(), optim.path("adamw_beta2").asDouble())));
  }

  /** The end of a cosine over two steps, whose second step is halfway. */
  private static double beyond(JsonNode first, JsonNode second, String key) {
    return 2 * second.path(key).asDouble() - first.path(key).asDouble();
  }

  private static HeadConfig head(JsonNode keys) {
    return new HeadConfig(
        keys.path("head_n_prototypes").asInt(),
        keys.path("head_hidden_dim").asInt(),
        keys.path("head_bottleneck_dim").asInt(),
        keys.path("head_nlayers").asInt());
  }

  private Encoder encoder() {
    JsonNode vit = recorded.config().path("vit");
    JsonNode student = recorded.config().path("student");
    List<String> bands =
        IntStream.range(0, vit.path("in_chans").asInt()).mapToObj(i -> "B" + i).toList();
    String yaml =
        String.format(
            Locale.ROOT,
            """
            {encoder_weights: null, download_url: null, input_size: 24, frozen_mode: eval,
             input_bands: {%s: %s}, embed_dim: %d, depth: %d, num_heads: %d,
             patch_size: 8, mlp_ratio: %d, output_layers: [0], output_dim: %d, position_grid: 3,
             num_register_tokens: %d, ffn_layer: mlp, init_values: 0.3, interpolate_offset: 0.1,
             interpolate_antialias: false, final_norm: all, band_adaptation: wavelength}
            """,
            MODALITY,
            bands,
            vit.path("embed_dim").asInt(),
            vit.path("depth").asInt(),
            vit.path("num_heads").asInt(),
            vit.path("mlp_ratio").asInt(),
            vit.path("embed_dim").asInt(),
            student.path("num_register_tokens").asInt());
    return new Dinov2Encoder(
        Binder.bindText(yaml, "encoder", org.eobench.encoders.dinov2.Dinov2Config.class),
        new EncoderContext(ops, Map.of(), 1));
  }

  CropMasks masks(BlockMask blocks, int crops, long seed) {
    long[] given = recorded.longs("masks");
    int patches = blocks.patches();
    List<boolean[]> masks = new ArrayList<>();
    for (int crop = 0; crop < crops; crop++) {
      boolean[] mask = new boolean[patches];
      for (int patch = 0; patch < patches; patch++) {
        mask[patch] = given[crop * patches + patch] == 1;
      }
      masks.add(mask);
    }
    return CropMasks.of(masks, patches);
  }

  CropBatch crops() {
    return new CropBatch() {
      @Override
      public int samples() {
        return recorded.config().path("batch").asInt();
      }

      @Override
      public EncoderInput global(NDManager owner) {
        return input("global_crops", owner);
      }

      @Override
      public EncoderInput local(NDManager owner) {
        return input("local_crops", owner);
      }
    };
  }

  private EncoderInput input(String name, NDManager owner) {
    NDArray crops = recorded.floats(name, owner);
    Shape shape = crops.getShape();
    Shape dated = new Shape(shape.get(0), shape.get(1), 1, shape.get(2), shape.get(3));
    return EncoderInput.of(Map.of(MODALITY, crops.reshape(dated)));
  }

  /** Names as recorded, where blocks may be in chunks. */
  Map<String, float[]> recordedNames(Map<String, float[]> tensors) {
    int chunks = recorded.config().path("student").path("block_chunks").asInt();
    Map<String, float[]> renamed = new LinkedHashMap<>();
    tensors.forEach(
        (name, values) ->
            renamed.put(
                chunks == 0 ? name : name.replaceFirst("blocks\\.(\\d+)\\.", "blocks.$1.$1."),
                values));
    return renamed;
  }
}
