package org.eobench.cli.verbs;

import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.command.KindAndPath;
import org.eobench.cli.command.Verb;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.error.ExitCode;
import org.eobench.core.fetch.Fetcher;
import org.eobench.core.fetch.Patience;
import org.eobench.core.fetch.RemoteFile;

/** {@code fetch weights ENCODER} and {@code fetch dataset DATASET}: downloads what is published. */
public final class FetchVerb implements Verb {
  private static final String FORCE = "--force";
  private static final String WEIGHTS = "weights";
  private static final String DATASET = "dataset";
  private static final List<String> KINDS = List.of(WEIGHTS, DATASET);

  @Override
  public String name() {
    return "fetch";
  }

  @Override
  public String arguments() {
    return "weights ENCODER|dataset DATASET OVERRIDES";
  }

  @Override
  public String summary() {
    return "download and verify published weights or data; resumes";
  }

  @Override
  public String details() {
    return """
    Options
      --force         replace weights that are there

    Examples
      java -jar bench.jar fetch weights dofa
      java -jar bench.jar fetch dataset hlsburnscars dataset.root_path=data/burns
    """;
  }

  @Override
  public ExitCode run(Invocation invocation) {
    List<String> words = apart(invocation.words());
    boolean replace = words.removeAll(List.of(FORCE));
    String option =
        KindAndPath.word(
            this,
            words.subList(0, Math.min(2, words.size())),
            KINDS,
            "fetch requires a kind and the name of an encoder or a data set");
    List<String> overrides = words.subList(2, words.size());
    if (words.get(0).equals(DATASET)) {
      new DatasetFetch(invocation).fetch(option, overrides);
      return ExitCode.OK;
    }
    RemoteFile file = EncoderWeights.file(invocation.plugins(), option, overrides);
    new Fetcher(Patience.DEFAULT, ConsoleProgress.ofProcess()).fetch(file, replace);
    return ExitCode.OK;
  }

  /** The words, with {@code dataset=NAME} as two. */
  private static List<String> apart(List<String> given) {
    List<String> words = new ArrayList<>(given);
    if (!words.isEmpty() && words.get(0).startsWith(DATASET + "=")) {
      String name = words.remove(0).substring(DATASET.length() + 1);
      words.addAll(0, List.of(DATASET, name));
    }
    return words;
  }
}
