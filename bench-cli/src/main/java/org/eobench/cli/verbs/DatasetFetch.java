package org.eobench.cli.verbs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.command.Invocation;
import org.eobench.cli.terminal.ConsoleProgress;
import org.eobench.core.config.bind.Binder;
import org.eobench.core.config.tree.ConfigNode;
import org.eobench.core.config.tree.MapNode;
import org.eobench.core.config.tree.ScalarNode;
import org.eobench.core.dataset.card.ArchiveCard;
import org.eobench.core.dataset.card.DatasetCard;
import org.eobench.core.dataset.card.PublishedFile;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Problems;
import org.eobench.core.fetch.FetchedFiles;
import org.eobench.core.fetch.FetchedFolder;
import org.eobench.core.fetch.Patience;
import org.eobench.core.fetch.RemoteFile;
import org.jspecify.annotations.Nullable;

/** Downloads the published files of a data set, or its archive, which it unpacks. */
final class DatasetFetch {
  private static final String GROUP = "dataset";
  private static final String ROOT = GROUP + ".root_path";
  private static final String CACHE = "cache_dir=";

  private final Invocation invocation;

  DatasetFetch(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * Fetches a data set, unless its folder exists.
   *
   * @param option its name in the configuration
   * @param overrides of its keys; {@code cache_dir=FOLDER} is where the archive is kept meanwhile
   */
  void fetch(String option, List<String> overrides) {
    List<String> keys = new ArrayList<>(overrides);
    Path cache = Path.of(".cache");
    for (String word : overrides) {
      if (word.startsWith(CACHE)) {
        cache = Path.of(word.substring(CACHE.length()));
        keys.remove(word);
      }
    }
    MapNode config = new OwnFile(GROUP, option).compose(invocation.plugins(), keys);
    Path folder = folder(option, config);
    List<PublishedFile> files =
        published(config).files().stream().filter(file -> file.url() != null).toList();
    if (!files.isEmpty()) {
      terms(config);
      new FetchedFiles(Patience.DEFAULT, ConsoleProgress.ofProcess()).into(folder, files);
      invocation.out().println("complete: " + folder);
      return;
    }
    if (Files.isDirectory(folder)) {
      invocation.out().println("is there already: " + folder);
      return;
    }
    RemoteFile archive =
        FetchedFolder.remote(
            option, OwnFile.text(config, GROUP + ".download_url"), card(config), cache);
    terms(config);
    new FetchedFolder(Patience.DEFAULT, ConsoleProgress.ofProcess()).create(folder, archive);
    invocation.out().println("written: " + folder);
  }

  private void terms(MapNode config) {
    invocation.out().println("licence: " + OwnFile.text(config, GROUP + ".licence"));
    invocation.out().println("to cite: " + OwnFile.text(config, GROUP + ".citation"));
  }

  private static Path folder(String option, MapNode config) {
    String root = OwnFile.text(config, ROOT);
    if (root == null) {
      boolean own = !(config.select(ROOT) instanceof ScalarNode scalar && scalar.isMissing());
      throw new BenchException(
          ExitCode.USAGE,
          own
              ? Problem.of("NothingToFetch", "dataset=" + option + " makes its data itself")
                  .next("use it: no download is needed")
              : Problem.of("MissingKey", "the folder for " + option + " is not set")
                  .at(ROOT)
                  .next("add `dataset.root_path=FOLDER`"));
    }
    return Path.of(root).toAbsolutePath().normalize();
  }

  private static @Nullable ArchiveCard card(MapNode config) {
    return bound(config, GROUP + ".archive", ArchiveCard.class);
  }

  private static DatasetCard published(MapNode config) {
    DatasetCard card = bound(config, GROUP + ".card", DatasetCard.class);
    return card == null ? DatasetCard.UNKNOWN : card;
  }

  /** The mapping of a key, or null if there is none. */
  private static <R extends Record> @Nullable R bound(MapNode config, String key, Class<R> type) {
    ConfigNode node = config.select(key);
    if (node == null || node instanceof ScalarNode) {
      return null;
    }
    Problems problems = new Problems();
    R read = Binder.bind(node, key, type, problems);
    problems.throwIfAny(ExitCode.CONFIG);
    return read;
  }
}
