package org.eobench.datasets.embeddings.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eobench.core.dataset.SampleRef;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/** The error of samples without embeddings. */
final class MissingEmbeddings {
  private static final int SHOWN = 3;

  private MissingEmbeddings() {}

  /**
   * Refuses samples without embeddings.
   *
   * @param path where the embeddings are
   * @param has whether a sample has one
   * @param known names of the embeddings
   */
  static void refuse(
      Path path, List<SampleRef> samples, Predicate<SampleRef> has, Collection<String> known) {
    List<SampleRef> missing = samples.stream().filter(has.negate()).toList();
    if (!missing.isEmpty()) {
      throw of(path, missing, samples.size(), known);
    }
  }

  private static BenchException of(
      Path path, List<SampleRef> missing, int all, Collection<String> known) {
    String some =
        missing.stream().limit(SHOWN).map(SampleRef::id).collect(Collectors.joining(", "));
    return new BenchException(
        ExitCode.DATA,
        Problem.of(
                "MissingEmbeddings",
                String.format(
                    Locale.ROOT,
                    "%d of %d samples have no embedding, such as %s",
                    missing.size(),
                    all,
                    some))
            .at(path.toString())
            .expecting(Suggest.sentence(missing.get(0).id(), known.stream().sorted().toList()))
            .next(
                "write embeddings of every split with `java -jar bench.jar embed RUN_DIR all"
                    + " FOLDER`, or find georeferenced rasters by place with"
                    + " `encoder.match=location`"));
  }
}
