package org.eobench.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.plugins.Configs;
import org.eobench.cli.terminal.TextTable;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.decoder.DecoderContext;
import org.eobench.core.describe.ConfiguredDecoder;
import org.eobench.core.describe.EncoderDescription;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.encoder.EncoderSpec;
import org.eobench.core.io.tensors.TensorFile;
import org.eobench.core.model.EoModel;
import org.eobench.core.nn.Parameter;
import org.eobench.core.nn.torch.TorchEngine;
import org.eobench.core.nn.torch.TorchOps;
import org.eobench.core.plugin.PluginJars;
import org.eobench.core.plugin.Plugins;
import org.eobench.core.progress.ProgressListener;
import org.eobench.core.registry.Components;
import org.eobench.core.run.Experiment;
import org.eobench.core.run.plan.RunRequest;
import org.eobench.core.train.StopSignal;
import org.eobench.core.weights.TensorHash;
import org.eobench.core.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Encoders with decoders of segmentation and a classifier of images, each a whole run of two
 * training steps, a validation and a test on the data that the program draws. The encoder is
 * frozen.
 */
class CombinationsTest {
  private static final List<List<String>> ENCODERS =
      List.of(
          List.of("encoder=dofa_tiny", "encoder.embed_dim=32"),
          List.of("encoder=prithvi_tiny", "encoder.embed_dim=48"),
          List.of("encoder=croma_optical_tiny", "encoder.embed_dim=32"),
          List.of("encoder=dinov2_tiny", "encoder.embed_dim=32"),
          List.of("encoder=ssl4eo_dino_tiny", "encoder.embed_dim=32"),
          List.of("encoder=resnet_tiny"));

  /** With a linear probe, a pyramid and a classifier, as the decoders do not know the encoder. */
  private static final List<List<String>> OF_2024_TO_2026 =
      List.of(
          List.of("encoder=convnext_tiny"),
          List.of("encoder=dinov3_tiny", "encoder.embed_dim=32"),
          List.of("encoder=mmearth_convnextv2_tiny"),
          List.of("encoder=remoteclip_tiny", "encoder.embed_dim=32"),
          List.of("encoder=satlas_tiny", "encoder.embed_dim=8"),
          List.of("encoder=satmae_pp_tiny", "encoder.embed_dim=32"),
          List.of("encoder=spectralgpt_tiny", "encoder.embed_dim=32"),
          List.of("encoder=gfm_tiny", "encoder.embed_dim=8"),
          List.of("encoder=prithvi2_tl_tiny", "encoder.embed_dim=48"),
          List.of(
              "encoder=softcon_s2_vits14",
              "encoder.encoder_weights=null",
              "encoder.input_size=28",
              "encoder.embed_dim=32",
              "encoder.depth=2",
              "encoder.num_heads=4",
              "encoder.output_layers=[0,1]"),
          // Every pixel, or every few, is a series of its own.
          List.of("encoder=anysat_tiny", "encoder.input_size=16", "dataset.img_size=16"),
          List.of("encoder=copernicus_fm_tiny", "encoder.embed_dim=32"),
          List.of("encoder=galileo_tiny", "encoder.embed_dim=32"),
          List.of("encoder=olmoearth_tiny", "encoder.embed_dim=32"),
          List.of("encoder=panopticon_tiny", "encoder.embed_dim=32", "encoder.attn_dim=32"),
          List.of("encoder=terramind_tiny", "encoder.embed_dim=32"),
          List.of("encoder=tessera_v2_tiny", "encoder.input_size=16", "dataset.img_size=16"));

  private static final List<List<String>> DECODERS =
      List.of(
          List.of("decoder=seg_fcn_tiny"),
          List.of("decoder=seg_linear"),
          List.of("decoder=seg_nlinear", "decoder.topology=[64]"),
          List.of("decoder=seg_upernet_tiny"),
          List.of("decoder=seg_segformer_tiny"),
          List.of("decoder=seg_muster_tiny", "decoder.mlp_ratio=0.25"));

  /** Plain gradient descent: what no gradient reaches does not move. */
  private static final List<String> TWO_STEPS =
      List.of(
          "encoder.missing_band=zero",
          "dataset.img_size=32",
          "encoder.input_size=32",
          "dataset.training_chips=5",
          "dataset.test_chips=2",
          "device=cpu",
          "batch_size=2",
          "num_workers=1",
          "test_num_workers=1",
          "optimizer=sgd",
          "optimizer.lr=0.1",
          "optimizer.weight_decay=0",
          "task.trainer.n_epochs=1",
          "task.trainer.eval_interval=1",
          "task.trainer.log_interval=1",
          "task.trainer.ckpt_interval=0");

  private static final int STEPS = 2;
  private static final long SEED = 234;

  private final Components components = Plugins.load(PluginJars.NONE).components();

  @TempDir private Path folder;

  @Test
  void everyEncoderTrainsAndTestsWithEveryDecoder() throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                "encoder",
                "decoder",
                "parameters",
                "of the decoder",
                "loss 1",
                "loss 2",
                "score",
                "seconds"),
            2,
            3,
            4,
            5,
            6,
            7);
    for (List<String> encoder : ENCODERS) {
      for (List<String> decoder : DECODERS) {
        table.add(row(encoder, decoder));
      }
    }
    for (List<String> encoder : OF_2024_TO_2026) {
      table.add(row(encoder, List.of("decoder=seg_linear")));
      table.add(row(encoder, List.of("decoder=seg_upernet_tiny")));
      table.add(row(encoder, List.of("decoder=cls_linear")));
    }
    System.out.println(String.join("\n", table.lines()));
  }

  /** Runs one combination and gives its row of the table. */
  private String[] row(List<String> encoder, List<String> decoder) throws IOException {
    boolean classifies = decoder.get(0).startsWith("decoder=cls_");
    RunRequest request = request(encoder, decoder, classifies);
    String name = encoder.get(0) + " " + decoder.get(0);
    long start = System.nanoTime();
    Path run =
        new Experiment(components, ProgressListener.silent(), new StopSignal(), null)
            .run(request)
            .directory();
    double seconds = (System.nanoTime() - start) / 1e9;
    double[] losses = new double[STEPS];
    int steps = 0;
    double score = Double.NaN;
    for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
      JsonNode entry = new ObjectMapper().readTree(line);
      String kind = entry.path("kind").asText();
      if (kind.equals("train")) {
        losses[steps++] = entry.path("loss").asDouble(Double.NaN);
      } else if (kind.equals("test")) {
        score = entry.path(classifies ? "accuracy" : "mIoU").asDouble(Double.NaN);
      }
    }
    assertThat(steps).as(name).isEqualTo(STEPS);
    assertThat(losses[0]).as(name).isFinite().isPositive();
    assertThat(losses[1]).as(name).isFinite().isPositive().isNotEqualTo(losses[0]);
    assertThat(score).as(name).isBetween(0.0, 1.0);
    long[] counts = trained(request.config(), run, name, classifies ? 4 : 2);
    delete(run);
    return new String[] {
      option(encoder),
      option(decoder),
      String.valueOf(counts[0]),
      String.valueOf(counts[1]),
      number("%.4f", losses[0]),
      number("%.4f", losses[1]),
      number("%.3f", score),
      number("%.1f", seconds)
    };
  }

  private RunRequest request(List<String> encoder, List<String> decoder, boolean classifies) {
    List<String> words = new ArrayList<>(TWO_STEPS);
    words.add(classifies ? "dataset=quickstart_classification" : "dataset=quickstart");
    words.addAll(encoder);
    words.addAll(decoder);
    words.add("seed=" + SEED);
    words.add("work_dir=" + folder.resolve("runs"));
    words.add("cache_dir=" + folder.resolve("cache"));
    return RunRequest.of(
        Configs.command(PluginJars.NONE).compose(CommandLine.parse(words)), List.of());
  }

  /**
   * Compares what the run ended with to what it began with: the encoder, which the checkpoint
   * leaves out, had the very same bits when the run tested the checkpoint; every kernel and matrix
   * of the decoder has moved.
   *
   * @return parameters of the model and of its decoder
   */
  private long[] trained(ConfigNode config, Path run, String name, int classes) {
    Encoder encoder = EncoderDescription.build(config, components, TorchOps.declaring());
    EncoderSpec spec = encoder.spec();
    var context = new DecoderContext(TorchOps.declaring(), spec, classes, 1);
    EoModel model = new EoModel(encoder, ConfiguredDecoder.of(config, components).build(context));
    long[] counts = new long[2];
    try (NDManager manager = TorchEngine.get().newBaseManager(Device.cpu());
        TensorFile after = TensorFile.open(run.resolve("checkpoints/last.safetensors"))) {
      Weights.initialize(model.tensors(), manager, SEED);
      Map<String, Parameter> encoders = new LinkedHashMap<>(model.tensors());
      encoders.keySet().removeIf(tensor -> !tensor.startsWith("encoder."));
      assertThat(after.tensors()).as(name).noneMatch(tensor -> encoders.containsKey(tensor.name()));
      assertThat(after.metadata()).as(name).containsEntry("frozen_sha256", TensorHash.of(encoders));
      for (Map.Entry<String, Parameter> entry : model.tensors().entrySet()) {
        Parameter tensor = entry.getValue();
        if (tensor.dataType().isFloating()) {
          boolean frozen = entry.getKey().startsWith("encoder.");
          long size = tensor.isBuffer() ? 0 : tensor.shape().size();
          counts[0] += size;
          counts[1] += frozen ? 0 : size;
          if (!frozen && tensor.shape().dimension() > 1) {
            assertThat(after.floats(entry.getKey()))
                .as("%s: %s is unchanged", name, entry.getKey())
                .isNotEqualTo(tensor.array().toFloatArray());
          }
        }
      }
    }
    return counts;
  }

  private static void delete(Path run) throws IOException {
    for (String file : List.of("last", "best")) {
      Files.delete(run.resolve("checkpoints").resolve(file + ".safetensors"));
    }
  }

  private static String option(List<String> overrides) {
    return overrides.get(0).substring(overrides.get(0).indexOf('=') + 1);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
