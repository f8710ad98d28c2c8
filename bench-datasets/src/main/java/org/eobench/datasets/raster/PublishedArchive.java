package org.eobench.datasets.raster;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eobench.core.dataset.DatasetFacts;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.fetch.FetchedFolder;
import org.eobench.core.fetch.Patience;
import org.eobench.core.progress.ProgressListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data that are published as one archive, downloaded where {@code auto_download=true} asks. */
public final class PublishedArchive {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedArchive.class);

  private PublishedArchive() {}

  /**
   * Makes {@code root_path} from the archive at {@code download_url} where {@code auto_download} is
   * set and the folder is missing; does nothing otherwise.
   *
   * @param cacheDir where the archive lies until it is unpacked
   * @throws BenchException when there is no address, or the archive cannot be had
   */
  public static void get(DatasetFacts facts, Path cacheDir) {
    Path root = facts.rootPath();
    if (!facts.autoDownload() || root == null || Files.isDirectory(root)) {
      return;
    }
    String address = facts.downloadUrl();
    if (address == null) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("NoAddress", "dataset.auto_download=true, but dataset.download_url is null")
              .at("dataset.download_url")
              .expecting("the address of a .tar.gz")
              .next("give `dataset.download_url=ADDRESS`, or `dataset.root_path=FOLDER`"));
    }
    new FetchedFolder(Patience.DEFAULT, new LogLines())
        .create(root, address(address), cacheDir.resolve(facts.datasetName() + ".tar.gz"));
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException wrong) {
      throw new BenchException(
          ExitCode.CONFIG,
          Problem.of("WrongValue", "dataset.download_url is not an address: " + wrong.getMessage())
              .at("dataset.download_url=" + text)
              .expecting("such as https://example.org/data.tar.gz"),
          wrong);
    }
  }

  /** Progress as log lines: a data set is opened before there is a bar. */
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
