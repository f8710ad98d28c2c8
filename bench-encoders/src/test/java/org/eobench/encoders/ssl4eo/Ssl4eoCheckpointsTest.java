package org.eobench.encoders.ssl4eo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eobench.core.encoder.Encoder;
import org.eobench.core.error.BenchException;
import org.eobench.core.nn.vit.PositionEmbedding;
import org.eobench.core.weights.LoadReport;
import org.eobench.encoders.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files laid out as the authors publish theirs. */
class Ssl4eoCheckpointsTest {
  private final Trial trial = new Trial();
  @TempDir Path folder;

  @AfterEach
  void close() {
    trial.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"teacher.backbone.", "teacher.module.backbone.", "backbone.", ""})
  void readsTheTeacherOfADinoRun(String prefix) {
    Encoder saved = trial.start(Ssl4eoVariants.dino(trial, true, "all"));
    String head = prefix.replace("backbone.", "") + "head.mlp.0.weight";
    Path file = trial.save(saved, path(), name -> prefix + name, head);
    Encoder loaded = Ssl4eoVariants.dino(trial, true, "all");
    LoadReport report = trial.load(loaded, file);
    assertThat(report.loaded()).containsExactlyInAnyOrderElementsOf(saved.tensors().keySet());
    assertSame(saved, loaded);
  }

  @Test
  void readsTheTeacherAndNotTheStudent() {
    Encoder saved = trial.start(Ssl4eoVariants.dino(trial, true, "all"));
    Path file =
        trial.save(
            saved,
            path(),
            name -> "teacher.backbone." + name,
            "student.module.backbone.cls_token",
            "teacher.head.last_layer.weight_v");
    Encoder loaded = Ssl4eoVariants.dino(trial, true, "all");
    trial.load(loaded, file);
    assertSame(saved, loaded);
  }

  @Test
  void aDinoWithoutQkvBiasLeavesTheCheckpointsOutAndGivesOtherMaps() {
    Encoder saved = trial.start(Ssl4eoVariants.dino(trial, true, "all"));
    for (int block = 0; block < 2; block++) {
      var bias = Trial.tensor(saved, String.format(Locale.ROOT, "blocks.%d.attn.qkv.bias", block));
      bias.set(trial.manager().ones(bias.shape()));
    }
    Path file = trial.save(saved, path(), name -> "teacher.backbone." + name);
    Encoder loaded = Ssl4eoVariants.dino(trial, false, "all");
    LoadReport report = trial.load(loaded, file);
    assertThat(report.unexpected())
        .containsExactly(
            "teacher.backbone.blocks.0.attn.qkv.bias", "teacher.backbone.blocks.1.attn.qkv.bias");
    assertThat(maps(loaded).get(0)).isNotEqualTo(maps(saved).get(0));
  }

  @Test
  void refusesADinoFileThatLacksABlockOrHasOneMore() {
    Encoder saved = trial.start(Ssl4eoVariants.dino(trial, true, "all"));
    Path file =
        trial.save(
            saved, path(), name -> "teacher.backbone." + name.replace("blocks.1.", "blocks.2."));
    assertThatThrownBy(() -> trial.load(Ssl4eoVariants.dino(trial, true, "all"), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("lacks tensors")
        .hasMessageContaining("blocks.1.attn.qkv.weight")
        .hasMessageContaining("blocks.2.attn.qkv.weight");
  }

  @Test
  void readsTheBaseEncoderOfAMocoRun() {
    Encoder saved = trial.start(Ssl4eoVariants.moco(trial, "last"));
    Path file =
        trial.save(
            saved,
            path(),
            name -> "state_dict.module.base_encoder." + name,
            "state_dict.module.base_encoder.head.0.weight",
            "state_dict.module.momentum_encoder.cls_token",
            "state_dict.module.predictor.0.weight");
    Encoder loaded = Ssl4eoVariants.moco(trial, "last");
    trial.load(loaded, file);
    assertSame(saved, loaded);
  }

  @Test
  void readsTheEncoderOfAMaskedAutoencoder() {
    Encoder saved = trial.start(Ssl4eoVariants.mae(trial, 32));
    Path file =
        trial.save(
            saved,
            path(),
            name -> "model." + name,
            "model.mask_token",
            "model.decoder_pos_embed",
            "model.decoder_blocks.0.attn.qkv.bias");
    Encoder loaded = Ssl4eoVariants.mae(trial, 32);
    trial.load(loaded, file);
    assertSame(saved, loaded);
  }

  @Test
  void resamplesThePositionTableForAnotherInputSize() {
    Encoder saved = trial.start(Ssl4eoVariants.mae(trial, 32));
    Encoder larger = Ssl4eoVariants.mae(trial, 48);
    LoadReport report = trial.load(larger, trial.save(saved, path(), name -> "model." + name));
    assertThat(report.reshaped()).containsExactly("pos_embed");
    float[] small = PositionEmbedding.sinCos2d(8, 4, 4, true);
    assertThat(Trial.tensor(larger, "pos_embed").array().toFloatArray())
        .containsExactly(PositionEmbedding.resample(small, 8, 1, 4, 6));
  }

  @Test
  void readsTheStudentOfAData2vecRun() {
    Encoder saved = trial.start(Ssl4eoVariants.data2vec(trial, 32, "0.1"));
    Path file =
        trial.save(
            saved,
            path(),
            name -> "model." + name,
            "model.mask_token",
            "model.lm_head.weight",
            "model.rel_pos_bias.relative_position_index",
            "model_ema.cls_token");
    Encoder loaded = Ssl4eoVariants.data2vec(trial, 32, "0.1");
    trial.load(loaded, file);
    assertSame(saved, loaded);
  }

  @Test
  void resamplesTheOffsetsOfAData2vecForAnotherInputSize() {
    Encoder saved = trial.start(Ssl4eoVariants.data2vec(trial, 32, "0.1"));
    Encoder larger = Ssl4eoVariants.data2vec(trial, 48, "0.1");
    LoadReport report = trial.load(larger, trial.save(saved, path(), name -> "model." + name));
    assertThat(report.reshaped()).containsExactly("rel_pos_bias.relative_position_bias_table");
    assertThat(trial.encode(larger, "optical", Ssl4eoVariants.BANDS, 48).get(1)).hasSize(8 * 6 * 6);
  }

  @Test
  void refusesOffsetsOfAGridTooSmallToResample() {
    Encoder saved = trial.start(Ssl4eoVariants.data2vec(trial, 16, "0.1"));
    Path file = trial.save(saved, path(), name -> "model." + name);
    assertThatThrownBy(() -> trial.load(Ssl4eoVariants.data2vec(trial, 48, "0.1"), file))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining(
            "rel_pos_bias.relative_position_bias_table: the file has [12, 2], the model needs"
                + " [124, 2]");
  }

  private Path path() {
    return folder.resolve("checkpoint.safetensors");
  }

  private List<float[]> maps(Encoder encoder) {
    return trial.encode(encoder, "optical", Ssl4eoVariants.BANDS, 32);
  }

  private void assertSame(Encoder saved, Encoder loaded) {
    List<float[]> expected = maps(saved);
    List<float[]> got = maps(loaded);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(got.get(i)).containsExactly(expected.get(i));
    }
  }
}
