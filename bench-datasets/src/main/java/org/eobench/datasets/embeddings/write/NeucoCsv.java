package org.eobench.datasets.embeddings.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eobench.core.io.AtomicFile;
import org.eobench.datasets.embeddings.format.Description;

/**
 * The table that NeuCo-Bench (Vinge et al. 2025, arXiv:2510.17914) takes as a submission: a column
 * {@code id} and one for each dimension, named by its number from 0. Cells of missing embeddings
 * are empty.
 */
final class NeucoCsv implements EmbeddingFiles {
  private static final String FILE = "embeddings.csv";

  private final int width;

  NeucoCsv(int width) {
    this.width = width;
  }

  @Override
  public List<Description.Entry> write(Path folder, Images images) {
    List<Description.Entry> entries = new ArrayList<>();
    AtomicFile.write(
        folder.resolve(FILE),
        out -> {
          String header =
              IntStream.range(0, width).mapToObj(d -> "," + d).collect(Collectors.joining());
          out.write(("id" + header + "\n").getBytes(StandardCharsets.UTF_8));
          images.each(
              image -> {
                StringBuilder line = new StringBuilder(quoted(image.id()));
                for (float value : image.codes()) {
                  line.append(',').append(Float.isNaN(value) ? "" : Float.toString(value));
                }
                try {
                  out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
                entries.add(
                    new Description.Entry(
                        image.id(), image.split(), FILE, entries.size(), 1, 1, image.empty()));
              });
        });
    return entries;
  }

  private static String quoted(String id) {
    return id.matches("[^,\"\\r\\n]*") ? id : '"' + id.replace("\"", "\"\"") + '"';
  }
}
