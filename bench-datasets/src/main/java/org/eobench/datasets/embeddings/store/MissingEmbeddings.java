package org.eobench.datasets.embeddings.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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
   * @param missing samples without embeddings, at least one
   * @param all number of samples
   * @param known names of the embeddings
   */
  static BenchException of(Path path, List<SampleRef> missing, int all, Collection<String> known) {
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
                "write embeddings of every split with `--split all`, or find georeferenced rasters"
                    + " by place with `encoder.match=location`"));
  }
}
