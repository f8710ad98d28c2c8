package org.eobench.cli.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.faults.ProgramAnswer;
import org.eobench.testing.TiffBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be pretrained is refused before there is a run directory. */
class PretrainErrorsTest {
  @TempDir private Path folder;

  private ProgramAnswer refused(List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("pretrain"));
    words.addAll(arguments);
    ProgramAnswer answer = ProgramAnswer.to(words, folder).refuses("[Bench/");
    assertThat(folder.resolve("runs")).doesNotExist();
    return answer;
  }

  private ProgramAnswer refused(String... more) {
    return refused(new TinyPretraining(folder).words(more));
  }

  @Test
  void everyMistakeOfTheConfigurationIsToldAtOnce() {
    refused(
            "criterion=dice",
            "task.trainer.n_epochs=3",
            "batch_size=0",
            "+crops.globl_blur=[1]",
            "method.optim.lr=-1",
            "splits=[train,tset]",
            "probe=[knn,linear]",
            "probe.knn.run=['dataset=quickstart_classification','encoder=dofa_tiny']",
            "probe.linear.run=['dataset=quickstart_classification','decoder=cls_liner']")
        .says(
            "[Bench/KeyOfRun] criterion=dice has no effect on a pretraining",
            "[Bench/KeyOfRun] task.trainer.n_epochs=3 has no effect on a pretraining",
            "batch_size",
            "did you mean global_blur",
            "method.optim.lr",
            "splits",
            "[Bench/ProbeOverride] the argument encoder=dofa_tiny has no place in a probe",
            "did you mean cls_linear",
            "where: probe.linear.run");
  }

  @Test
  void aScheduleThatIsLongerThanTheRun() {
    refused("method.optim.warmup_epochs=5", "method.teacher.warmup_teacher_temp_epochs=3")
        .says("method.optim.warmup_epochs", "method.teacher.warmup_teacher_temp_epochs");
  }

  @Test
  void anEncoderWithoutPatchesThatCanBeMasked() {
    refused(
            List.of(
                "encoder=resnet_tiny",
                "dataset=quickstart",
                "cache_dir=" + folder.resolve("cache"),
                "work_dir=" + folder.resolve("runs")))
        .says("[Bench/EncoderNotMaskable]", "method=dinov2 masks patches");
  }

  @Test
  void cropsThatAreNotWholePatches() {
    refused("crops.global_size=18", "crops.local_size=10")
        .says("set `crops.global_size=16`", "set `crops.local_size=8`");
  }

  @Test
  void anUpdateOfMoreSamplesThanAnEpochHas() {
    refused("batch_size=4", "accumulation=4")
        .says("[Bench/EpochTooShort] an epoch of 12 images is shorter than one update", "of 16");
  }

  @Test
  void aProbeThatWouldTrainTheEncoder() {
    refused(
            "probe=knn",
            "probe.knn.run=['dataset=quickstart_classification','decoder=cls_linear','finetune=true']")
        .says("[Bench/ProbeTrainsEncoder] the probe knn would train the encoder");
  }

  @Test
  void aSampleWithoutItsSecondModality() throws IOException {
    for (int i = 1; i <= 4; i++) {
      image().write(folder.resolve(i + "_S2.tif"));
      if (i != 3) {
        image().write(folder.resolve(i + "_S1.tif"));
      }
    }
    List<String> words =
        new ArrayList<>(
            new TinyPretraining(folder)
                .words(
                    "dataset=folder",
                    "dataset.task=unlabelled",
                    "dataset.root_path=" + folder,
                    "dataset.images.optical='*_S2.tif'",
                    "+dataset.images.sar='*_S1.tif'",
                    "dataset.bands.optical=[B2,B3]",
                    "+dataset.bands.sar=[VV,VH]"));
    words.removeIf(
        word -> word.equals("dataset=quickstart") || word.matches("dataset.(img|training|test).*"));
    refused(words).says("[Bench/MissingFile] 1 of 4 images have no sar image: 3", "3_S1.tif");
  }

  /** Two bands of 32 × 32 pixels. */
  private static TiffBuilder image() {
    double[] band = new double[32 * 32];
    for (int i = 0; i < band.length; i++) {
      band[i] = i % 7 / 7.0;
    }
    return TiffBuilder.floating(32, 32, 32, band, band);
  }
}
