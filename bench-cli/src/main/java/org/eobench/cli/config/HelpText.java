package org.eobench.cli.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eobench.core.config.compose.SearchPath;

/** The text of {@code --help}. */
final class HelpText {
  private static final String GRAMMAR =
      """

      Overrides
        key.sub=value          change a value that exists
        +key=value             add a value, or +group=option a group
        ++key=value            change or add
        ~key, ~group           delete
        group=option           choose an option of a group
        group@package=option   the same for a group placed elsewhere
        values: 3, 1e-4, true, null, text, 'quoted text', [a,b], {a: 1}, ${other.key}
        sweeps (-m): a,b  choice(a,b)  range(0,10,2)  glob(*)  sort(...)  shuffle(...)

      Flags
        -m, --multirun         run one job for each combination of the swept values
        -c, --cfg job          print the configuration; also hydra, all
            --resolve          ... with interpolations resolved
            --origin           ... with the file and line or argument that set each value
        -p, --package a.b      ... only this part
        -i, --info defaults    print how it was composed; also defaults-tree, searchpath
        -cn, --config-name     a primary config other than %s
        -cd, --config-dir      a directory to search first
        -cp, --config-path     a directory to search instead
        -sc, --shell-completion bash|zsh|fish   print a completion script
      """;

  private HelpText() {}

  static String of(String program, String configName, SearchPath searchPath) {
    StringBuilder text = new StringBuilder();
    text.append("usage: ").append(program).append(" [flags] group=option key.sub=value ...\n");
    text.append("\nGroups and their options\n");
    for (Map.Entry<String, List<String>> group : groups(searchPath).entrySet()) {
      text.append("  ").append(group.getKey()).append(": ");
      text.append(String.join(", ", group.getValue())).append('\n');
    }
    return text.append(GRAMMAR.replace("%s", configName)).toString();
  }

  static Map<String, List<String>> groups(SearchPath searchPath) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String group : searchPath.allGroups()) {
      groups.put(group, searchPath.options(group));
    }
    return groups;
  }
}
