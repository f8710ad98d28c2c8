package org.eobench.cli.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eobench.cli.command.Flags;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/**
 * Which scenes a process predicts: every {@code count}-th from the {@code number}-th on.
 *
 * @param number from 1
 * @param count number of processes
 */
record ScenePart(int number, int count) {
  static final String FLAG = "part";
  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,3})/([1-9]\\d{0,3})");

  /** Reads {@code --part K/N}; all scenes without it. */
  static ScenePart of(Flags flags) {
    String text = flags.value(FLAG);
    if (text == null) {
      return new ScenePart(1, 1);
    }
    Matcher parts = TEXT.matcher(text);
    if (parts.matches()) {
      ScenePart part =
          new ScenePart(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
      if (part.number <= part.count) {
        return part;
      }
    }
    throw new BenchException(
        ExitCode.USAGE,
        Problem.of("FlagValue", "--" + FLAG + " cannot be " + text)
            .at("--" + FLAG)
            .expecting("the number of a part and of all parts, such as 1/4"));
  }

  /** The scenes of this part, in their order. */
  <S> List<S> of(List<S> scenes) {
    List<S> own = new ArrayList<>();
    for (int i = number - 1; i < scenes.size(); i += count) {
      own.add(scenes.get(i));
    }
    return own;
  }
}
