package org.eobench.core.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eobench.core.dataset.card.PublishedFile;
import org.eobench.core.error.BenchException;
import org.eobench.core.progress.ProgressListener;

/** The files of a data set that is used as it is downloaded. */
public final class FetchedFiles {
  private final Fetcher fetcher;

  public FetchedFiles(Patience patience, ProgressListener progress) {
    this.fetcher = new Fetcher(patience, progress);
  }

  /**
   * Downloads those that are not there, one after the other; a file that is cut off is continued.
   *
   * @param root folder of the data set
   * @param files files with an address
   * @throws BenchException if a download fails, or a file there is another one
   */
  public void into(Path root, List<PublishedFile> files) {
    for (PublishedFile file : files) {
      URI address = URI.create(Objects.requireNonNull(file.url()));
      try {
        fetcher.fetch(new RemoteFile(address, file.in(root), file.size(), file.sha256()), false);
      } catch (BenchException failure) {
        throw FetchedFolder.ofData(failure);
      }
    }
  }
}
