package org.eobench.datasets.embeddings.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.io.tensors.NpyWriter;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.Description;

/** One NumPy array {@code [images,n]}; {@code embeddings.json} lists the images in its order. */
final class NpyTable implements EmbeddingFiles {
  private static final String FILE = "embeddings.npy";

  private final Coding coding;
  private final int count;

  /**
   * @param count number of images
   */
  NpyTable(Coding coding, int count) {
    this.coding = coding;
    this.count = count;
  }

  @Override
  public List<Description.Entry> write(Path folder, Images images) {
    List<Description.Entry> entries = new ArrayList<>();
    NpyWriter.write(
        folder.resolve(FILE),
        coding.type().array(),
        new long[] {count, coding.stored()},
        sink ->
            images.each(
                image -> {
                  sink.accept(image.codes());
                  entries.add(
                      new Description.Entry(
                          image.id(), image.split(), FILE, entries.size(), 1, 1, image.empty()));
                }));
    return entries;
  }
}
