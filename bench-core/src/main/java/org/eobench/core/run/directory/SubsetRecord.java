package org.eobench.core.run.directory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.eobench.core.dataset.MaskedDataset;
import org.eobench.core.dataset.subset.SubsetDataset;
import org.eobench.core.dataset.subset.SubsetIndex;
import org.eobench.core.dataset.subset.SubsetIndexFile;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;

/** Keeps the subset of a run in its directory. */
public final class SubsetRecord {
  private SubsetRecord() {}

  /**
   * Writes the index of the subset, or compares it with that of the first start.
   *
   * @throws BenchException if a resumed run has another subset now
   */
  public static void keep(MaskedDataset data, RunDirectory directory) {
    SubsetIndex now = SubsetDataset.in(data).map(SubsetDataset::index).orElse(null);
    Path file = directory.path().resolve(SubsetIndex.FILE);
    if (now == null) {
      return;
    }
    if (!Files.exists(file)) {
      directory.write(SubsetIndex.FILE, out -> SubsetIndexFile.write(now, out));
      return;
    }
    SubsetIndex began = SubsetIndexFile.read(file);
    if (!began.identity().equals(now.identity())) {
      throw new BenchException(
          ExitCode.DATA,
          Problem.of(
                  "SubsetChanged",
                  String.format(
                      Locale.ROOT,
                      "the run began with the subset %s, and now it is %s",
                      began.text(),
                      now.text()))
              .at(file.toString())
              .expecting("the samples with which the run began")
              .next("restore the data, or train from the start: add `resume=false`"));
    }
  }
}
