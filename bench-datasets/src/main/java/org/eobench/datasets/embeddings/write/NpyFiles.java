package org.eobench.datasets.embeddings.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eobench.core.io.tensors.NpyWriter;
import org.eobench.datasets.embeddings.format.Coding;
import org.eobench.datasets.embeddings.format.Description;

/** A NumPy array {@code [h,w,n]} for each image, the order of axes of TESSERA's files. */
final class NpyFiles implements EmbeddingFiles {
  private final Coding coding;

  NpyFiles(Coding coding) {
    this.coding = coding;
  }

  @Override
  public List<Description.Entry> write(Path folder, Images images) {
    List<Description.Entry> entries = new ArrayList<>();
    FileNames names = new FileNames();
    images.each(
        image -> {
          String name = "maps/" + names.of(image.id()) + ".npy";
          NpyWriter.write(
              folder.resolve(name),
              coding.type().array(),
              new long[] {image.height(), image.width(), coding.stored()},
              sink -> sink.accept(image.codes()));
          entries.add(
              new Description.Entry(
                  image.id(),
                  image.split(),
                  name,
                  0,
                  image.height(),
                  image.width(),
                  image.empty()));
        });
    return entries;
  }
}
