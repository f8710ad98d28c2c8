package org.eobench.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake on the command line is answered by one problem, at the argument that made it. */
class OneCauseTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "encoder.embed_dim=100000000     | at most 100000",
        "encoder.embed_dim={a:1}         | encoder.embed_dim is a mapping",
        "dataset.bands=abc               | dataset.bands is the text 'abc'",
        "dataset.wavelengths.optical=[0,0,0,0,0,0] | more than 0",
        "dataset.data_std.optical=[1,2]  | data_std.optical has 2 values",
        "dataset.data_mean={optical:[1]} | data_mean.optical has 1 values",
        "encoder.patch_size=7            | must be a multiple of patch_size=7",
        "encoder.num_heads=0             | num_heads=0",
        "encoder._target_=dofaa          | did you mean dofa?",
        "task.trainer.best_metric_key=miou | did you mean mIoU?",
        "seed=99999999999999999999       | an integer, at most 9223372036854775807",
        "task.trainer.n_epochs=99999999999 | an integer, at least 1 and at most 2147483647",
        "task.trianer.n_epochs=2         | write `task.trainer.n_epochs=2` instead",
        "task.trianer.n_epohs=2          | write `task.trainer.n_epochs=2` instead",
        "task.trainer.n_epochs='3'       | write 3 without quotes",
        "seed=010                        | write 10, without leading zeros or quotes",
        "seed='-007'                     | write -7, without leading zeros or quotes",
        "optimizer.lr=01e-3              | write 1e-3, without leading zeros or quotes",
        "task.evaluator.test_scales=[1000] | positive numbers of at most 16",
      })
  void isToldOnceAtItsArgument(String override, String text) {
    ProgramAnswer answer = dryRun("experiment=quickstart", override);
    answer.refuses(text, "argument 2 (" + override + ")");
    assertThat(answer.said().split("\\[Bench/", -1)).as(answer.said()).hasSize(2);
  }

  @Test
  void aMistypedGroupLeavesNoChoiceOpen() {
    dryRun("experment=quickstart")
        .refuses("write `experiment=quickstart` instead")
        .silentAbout("MissingChoice");
    dryRun("encodr=dofa_tiny", "decoder=seg_upernet_tiny")
        .refuses("write `encoder=dofa_tiny` instead", "you must choose an option for 'dataset'")
        .silentAbout("you must choose an option for 'encoder'");
  }

  @Test
  void advisesNoTextWhereAMappingStands() {
    dryRun("experiment=quickstart", "task.trianer.foo=2")
        .refuses("did you mean task.trainer?")
        .silentAbout("write `task.trainer=2`", "to add a new key");
    dryRun("datset.img_size=64")
        .refuses("did you mean the group dataset?")
        .silentAbout("write `dataset=64`", "to add a new key");
  }

  @Test
  void ignoresNoFlagAndTakesOneTwice() {
    dryRun("experiment=quickstart", "--fail-fast").refuses("has no effect without -m", "add `-m`");
    dryRun("-m", "experiment=quickstart", "--fail-fast", "--fail-fast").fits();
  }

  @Test
  void namesTheJobWhoseValueIsOpen() {
    dryRun("-m", "experiment=quickstart", "encoder=dofa_tiny,torchscript")
        .refuses("leaves encoder.encoder_weights open", "configs/encoder/torchscript.yaml:");
  }

  @Test
  void aSweepOverGroupsTakesKeysThatOnlyItsOptionsHave() {
    dryRun("-m", "experiment=quickstart,quickstart_change", "dataset.training_chips=8").fits();
    dryRun(
            "-m",
            "experiment=quickstart",
            "encoder=rcf_tiny,rcf",
            "encoder.features=64",
            "finetune=false")
        .fits();
    dryRun("-m", "experiment=quickstart,quickstart_change", "dataset.training_chps=8")
        .refuses("write `dataset.training_chips=8` instead");
  }

  @Test
  void numbersOfJobsStayReadable() {
    dryRun("-m", "experiment=quickstart", "seed=range(0,1e300)").refuses("has 1.0e+300 values");
  }

  private ProgramAnswer dryRun(String... overrides) {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(overrides));
    words.add("--dry-run");
    words.add("work_dir=" + folder);
    return ProgramAnswer.to(words, folder);
  }
}
