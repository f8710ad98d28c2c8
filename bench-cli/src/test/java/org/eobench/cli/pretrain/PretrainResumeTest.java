package org.eobench.cli.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.eobench.core.train.RunCancelled;
import org.eobench.core.train.StopSignal;
import org.eobench.pretrain.run.PretrainResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row A12 of docs/systems.md, for pretraining: killed and resumed, the same bits. */
class PretrainResumeTest {
  private static final StopSignal NEVER = new StopSignal();

  @TempDir private Path folder;

  /** A process that ends without doing anything more. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static TinyPretraining.AfterStep killAfter(int iteration) {
    return at -> {
      if (at == iteration) {
        throw new Killed();
      }
    };
  }

  @Test
  void a12ARunThatIsKilledTwiceAndStoppedOnceEndsWithTheBitsOfOneThatIsNot() {
    String[] probe = {"probe=knn", TinyPretraining.PROBE};
    PretrainResult whole = new TinyPretraining(folder.resolve("whole")).run(probe);

    TinyPretraining tiny = new TinyPretraining(folder.resolve("parts"));
    String[] resumed = {"probe=knn", TinyPretraining.PROBE, "resume=true"};
    assertThatThrownBy(() -> tiny.run(NEVER, killAfter(2), resumed)).isInstanceOf(Killed.class);
    // Nothing was saved before the end of the first epoch, of three iterations.
    assertThatThrownBy(() -> tiny.run(NEVER, killAfter(4), resumed)).isInstanceOf(Killed.class);
    StopSignal stop = new StopSignal();
    assertThatThrownBy(
            () ->
                tiny.run(
                    stop,
                    at -> {
                      if (at == 5) {
                        stop.request();
                      }
                    },
                    resumed))
        .isInstanceOf(RunCancelled.class)
        .hasMessageContaining("`resume=true`");
    PretrainResult end = tiny.run(resumed);

    assertThat(TinyPretraining.everything(end.directory()))
        .isEqualTo(TinyPretraining.everything(whole.directory()));
    for (String kind : new String[] {"train", "probe"}) {
      assertThat(TinyPretraining.lines(end.directory(), kind))
          .isEqualTo(TinyPretraining.lines(whole.directory(), kind));
    }
    assertThat(tiny.said)
        .contains("resuming after 3 of 6 iterations", "resuming after 5 of 6 iterations");
    assertThat(tiny.run(resumed)).as("complete already").isEqualTo(end);
    assertThat(tiny.said).contains("this run is already complete: " + end.directory());
  }

  @Test
  void epochsThatWereTooShortForACheckpointAreRepeated() {
    PretrainResult whole =
        new TinyPretraining(folder.resolve("whole")).run("epochs=3", "ckpt_share=1");

    TinyPretraining tiny = new TinyPretraining(folder.resolve("parts"));
    String[] rarely = {"epochs=3", "ckpt_share=1e-12", "resume=true"};
    assertThatThrownBy(() -> tiny.run(NEVER, killAfter(8), rarely)).isInstanceOf(Killed.class);
    PretrainResult end = tiny.run(rarely);

    assertThat(tiny.said).contains("resuming after 3 of 9 iterations");
    assertThat(TinyPretraining.everything(end.directory()))
        .isEqualTo(TinyPretraining.everything(whole.directory()));
    assertThat(TinyPretraining.lines(end.directory(), "train"))
        .isEqualTo(TinyPretraining.lines(whole.directory(), "train"));
  }
}
