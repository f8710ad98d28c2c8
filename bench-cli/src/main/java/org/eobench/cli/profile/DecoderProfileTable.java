package org.eobench.cli.profile;

import java.util.List;
import java.util.function.Consumer;
import org.eobench.core.nn.torch.Precision;
import org.eobench.core.profile.DecoderProfile;

/** Prints the cost of decoders, one line as soon as each is measured. */
final class DecoderProfileTable {
  private static final int[] WIDTHS = {9, 11, 26, 26, 10, 10};

  private final Consumer<String> out;
  private final int nameWidth;

  /**
   * @param decoders all planned decoders, for the column width
   * @param out receives the lines
   */
  DecoderProfileTable(List<ProfiledDecoder> decoders, Consumer<String> out) {
    this.out = out;
    nameWidth = decoders.stream().mapToInt(decoder -> title(decoder).length()).max().orElse(0);
    out.accept("milliseconds per image: median (min-max) of runs; memory of the whole batch");
    out.accept(
        row(
            "decoder",
            "precision",
            "parameters",
            "forward",
            "forward and backward",
            "memory",
            "backward"));
  }

  void add(ProfiledDecoder decoder, Precision precision) {
    DecoderProfile profile = decoder.profiles().get(precision);
    if (profile == null) {
      out.accept(title(decoder) + ": " + decoder.failures().get(precision));
      return;
    }
    out.accept(
        row(
            title(decoder),
            ProfiledDecoder.shown(precision),
            ProfileTable.millions(profile.parameters()),
            ProfileTable.spread(profile.forward()),
            ProfileTable.spread(profile.training()),
            ProfileTable.megabytes(profile.forwardBytes()),
            ProfileTable.megabytes(profile.trainingBytes())));
  }

  private static String title(ProfiledDecoder decoder) {
    return decoder.name() + " on " + decoder.maps();
  }

  private String row(String name, String... cells) {
    StringBuilder line = new StringBuilder(name);
    line.append(" ".repeat(Math.max(0, nameWidth - name.length())));
    for (int i = 0; i < cells.length; i++) {
      line.append(' ').append(" ".repeat(Math.max(0, WIDTHS[i] - cells[i].length())));
      line.append(cells[i]);
    }
    return line.toString();
  }
}
