package org.eobench.cli.profile;

import java.util.Locale;
import java.util.Optional;
import org.eobench.core.profile.RunProfile;
import org.eobench.core.stages.Stage;
import org.eobench.core.stages.StageTime;

/** The profile of a run as text. */
final class RunProfileText {
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;
  private static final int BAR = 40;

  private final RunProfile profile;
  private final StringBuilder text = new StringBuilder();

  RunProfileText(RunProfile profile) {
    this.profile = profile;
  }

  String text() {
    line(
        "%d steps of %d images, %s on %s, %s, %d threads of libtorch",
        profile.steps(),
        profile.batch(),
        profile.precision(),
        profile.device(),
        profile.engine(),
        profile.threads());
    steps();
    line("");
    line(
        "%.2f images/s; waiting for samples: %.1f %% of the time",
        profile.imagesPerSecond(), 100 * profile.waitingShare());
    readers();
    around(Stage.VALIDATION);
    around(Stage.CHECKPOINT);
    products();
    Long peak = profile.peakBytes();
    line("most memory: %s", peak == null ? "not known on this system" : megabytes(peak));
    return text.toString().stripTrailing();
  }

  private void steps() {
    line("");
    line("%-22s %11s %8s", "stage of a step", "ms", "share");
    for (Stage stage : RunProfile.OF_A_STEP) {
      bar(stage.words(), StageTime.millis(profile.stages(), stage));
    }
    bar("other", profile.otherMillis());
    bar("step", profile.stepsMillis());
  }

  private void bar(String stage, double millis) {
    double share = millis / profile.stepsMillis();
    line(
        "%-22s %11.2f %6.1f %%  %s",
        stage, millis / profile.steps(), 100 * share, "#".repeat((int) Math.round(BAR * share)));
  }

  private void readers() {
    for (StageTime time : profile.readers()) {
      line("%s: %.2f ms a sample, in the loaders' threads", time.stage(), each(time));
    }
  }

  private void around(Stage stage) {
    Optional<StageTime> time = StageTime.find(profile.stages(), stage);
    if (time.isPresent()) {
      line("%s: %d of %.1f ms", stage.words(), time.get().calls(), each(time.get()));
      for (StageTime part : time.get().within()) {
        double share = part.millis() / time.get().millis();
        line("  %-20s %11.2f %6.1f %%", part.stage(), part.millis(), 100 * share);
      }
    }
  }

  private static double each(StageTime time) {
    return time.millis() / time.calls();
  }

  private void products() {
    line("");
    line(
        "products of matrices: %.1f GFLOP/s at most in %s, measured with large square ones",
        profile.matrixGigaflops(), profile.precision());
    line("%-22s %15s %13s %13s", "for one image", "multiply-adds", "GFLOP", "of that rate");
    product("encoder, forward", profile.encoderMultiplyAdds(), profile.encoderShare());
    product("decoder, forward", profile.decoderMultiplyAdds(), profile.decoderShare());
    product("step with backward", profile.stepMultiplyAdds(), profile.stepShare());
  }

  private void product(String name, long multiplyAdds, double share) {
    line(
        "%-22s %13.4f G %13.4f %11.1f %%",
        name, multiplyAdds / GIGA, 2 * multiplyAdds / GIGA, 100 * share);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.0f MB", bytes / MEGA);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
