package org.eobench.datasets.raster;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.error.BenchException;
import org.eobench.core.fetch.FetchedFolder;
import org.eobench.core.fetch.Patience;
import org.eobench.core.progress.ProgressListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A data set that is published as one archive, downloaded with {@code auto_download=true}. */
public final class PublishedArchive {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedArchive.class);

  private PublishedArchive() {}

  /**
   * Downloads and unpacks the archive from {@code download_url} to {@code root_path} if {@code
   * auto_download} is set and the folder is missing; otherwise does nothing.
   *
   * @param cacheDir folder of the archive until it is unpacked
   * @throws BenchException if there is no URL, or the download fails
   */
  public static void get(DatasetFacts facts, Path cacheDir) {
    Path root = facts.rootPath();
    if (!facts.autoDownload() || root == null || Files.isDirectory(root)) {
      return;
    }
    new FetchedFolder(Patience.DEFAULT, new LogLines())
        .create(
            root,
            FetchedFolder.remote(
                facts.datasetName(), facts.downloadUrl(), facts.archive(), cacheDir));
  }

  /** Logs progress in lines, because no progress bar exists when a data set is opened. */
  private static final class LogLines implements ProgressListener {
    @Override
    public void message(String text) {
      LOG.info("{}", text);
    }

    @Override
    public Bar bar(String stage, long total) {
      return new Bar() {
        @Override
        public void to(long done, String detail) {}

        @Override
        public void note(String text) {
          LOG.info("{}: {}", stage, text);
        }

        @Override
        public void close() {}
      };
    }
  }
}
