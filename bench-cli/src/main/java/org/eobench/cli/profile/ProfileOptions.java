package org.eobench.cli.profile;

import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.config.CommandLine;
import org.eobench.cli.config.ConfigCommand;

/**
 * The encoders of {@code profile --all}: every configuration except the tiny ones.
 *
 * @param complete configurations that can be built without further keys
 * @param open configurations with unset keys, such as the file of a TorchScript model
 */
record ProfileOptions(List<String> complete, List<String> open) {
  private static final String GROUP = "encoder";
  private static final String TINY = "_tiny";

  ProfileOptions {
    complete = List.copyOf(complete);
    open = List.copyOf(open);
  }

  static ProfileOptions of(ConfigCommand configs) {
    List<String> complete = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String option :
        configs.groups(CommandLine.parse(List.of())).getOrDefault(GROUP, List.of())) {
      if (!option.endsWith(TINY)) {
        CommandLine line =
            CommandLine.parse(List.of(GROUP + "=" + option, "dataset=quickstart", "~decoder"));
        boolean whole =
            configs.compose(line).missing().stream().noneMatch(key -> key.startsWith(GROUP + "."));
        (whole ? complete : open).add(option);
      }
    }
    return new ProfileOptions(complete, open);
  }
}
