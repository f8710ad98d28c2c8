package org.eobench.cli.cache;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eobench.cli.command.Flags;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.Verb;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;
import org.eobench.core.features.store.FeatureFolder;

/** {@code cache list|size|verify|prune}: the features of frozen encoders on disk. */
public final class CacheVerb implements Verb {
  private static final List<String> ACTIONS = List.of("list", "size", "verify", "prune");
  private static final String CACHE_DIR = "cache_dir=";
  private static final String ALL = "all";
  private static final String DAYS = "unused-days";
  private static final String LIMIT = "limit-gb";

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public String arguments() {
    return "list|size|verify|prune [cache_dir=FOLDER]";
  }

  @Override
  public String summary() {
    return "show, check or empty the cache of features of frozen encoders";
  }

  @Override
  public String details() {
    return """
    Actions
      list            the encoders whose features are kept, with size and last use
      size            bytes of all features
      verify          read everything and compare it with its checksums
      prune           remove damaged and unfinished files, and what the options say

    Options
      cache_dir=FOLDER   the folder of the runs' cache_dir; .cache by default
      --unused-days N    prune: also remove what no run has used for N days
      --limit-gb N       prune: also remove what was used longest ago, until N GB are left
      --all              prune: remove everything

    Examples
      java -jar bench.jar cache list
      java -jar bench.jar cache prune --unused-days 30
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    Flags flags = Flags.of(invocation.words(), List.of(DAYS, LIMIT), List.of(ALL));
    List<String> words = new ArrayList<>(flags.rest());
    FeatureFolder folder = folder(words);
    String action = action(words);
    PrintStream out = invocation.out();
    boolean options = flags.has(ALL) || flags.has(DAYS) || flags.has(LIMIT);
    if (options && !action.equals("prune")) {
      throw usage("the options are for cache prune", "`cache " + action + "` without options");
    }
    switch (action) {
      case "list" -> new CacheList(folder).lines().forEach(out::println);
      case "size" -> out.println(CacheList.size(folder.bytes()) + " in " + folder.root());
      case "verify" -> {
        return new CacheCheck(folder, out::println).run() ? ExitCode.OK : ExitCode.DATA;
      }
      default -> prune(folder, flags, out);
    }
    return ExitCode.OK;
  }

  private static void prune(FeatureFolder folder, Flags flags, PrintStream out) {
    CachePruning pruning = new CachePruning(folder);
    if (flags.has(ALL)) {
      pruning.all();
    } else {
      pruning.damaged();
      if (flags.has(DAYS)) {
        pruning.unused(flags.number(DAYS, 1));
      }
      if (flags.has(LIMIT)) {
        pruning.downTo(flags.number(LIMIT, 1));
      }
    }
    out.printf(
        Locale.ROOT,
        "removed %d files, %s; %s left in %s%n",
        pruning.files(),
        CacheList.size(pruning.bytes()),
        CacheList.size(folder.bytes()),
        folder.root());
  }

  private static FeatureFolder folder(List<String> words) {
    Path folder = Path.of(".cache");
    for (String word : List.copyOf(words)) {
      if (word.startsWith(CACHE_DIR)) {
        words.remove(word);
        folder = Path.of(word.substring(CACHE_DIR.length()));
        if (!Files.isDirectory(folder)) {
          throw new BenchException(
              ExitCode.DATA,
              Problem.of("NoFolder", "there is no such folder")
                  .at(word)
                  .expecting("the cache_dir of earlier runs, which is .cache by default")
                  .next("leave it out, or give the folder that the runs were given"));
        }
      }
    }
    return FeatureFolder.within(folder);
  }

  private static String action(List<String> words) {
    if (words.size() == 1 && ACTIONS.contains(words.get(0))) {
      return words.get(0);
    }
    throw usage(
        words.isEmpty() ? "cache requires an action" : "unexpected: " + String.join(" ", words),
        words.isEmpty()
            ? "one of " + String.join(", ", ACTIONS)
            : Suggest.sentence(words.get(0), ACTIONS));
  }

  private static BenchException usage(String what, String expected) {
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("Usage", what)
            .at("cache")
            .expecting(expected)
            .next("`java -jar bench.jar help cache` shows the actions and options"));
  }
}
