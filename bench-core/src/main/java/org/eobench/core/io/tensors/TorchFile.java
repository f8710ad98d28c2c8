package org.eobench.core.io.tensors;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import org.eobench.core.io.FileBytes;
import org.eobench.core.io.FileFault;

/** A PyTorch checkpoint in either format: an object tree whose tensors are views of storages. */
final class TorchFile extends TensorFile {
  private final TorchStorages storages;
  private final Map<String, TorchValue.Tensor> views;

  private TorchFile(FileFault fault, TensorFormat format, TorchStorages storages, TorchTree tree) {
    super(fault, format, tree.infos(), Map.of());
    this.storages = storages;
    this.views = tree.views();
  }

  /** Opens the format since PyTorch 1.6: a zip with {@code data.pkl} and one entry per storage. */
  static TorchFile openZip(FileBytes file) {
    TorchZip zip = TorchZip.open(file);
    Map<String, Object> roots = zip.roots();
    return new TorchFile(
        file.fault(),
        zip.format(),
        zip,
        TorchTree.of(roots, file.fault(), zip.pickled(), file.size()));
  }

  /** Opens the format before PyTorch 1.6: five pickles, then the storages in sequence. */
  static TorchFile openLegacy(FileBytes file) {
    TorchLegacy legacy = TorchLegacy.open(file);
    return new TorchFile(
        file.fault(),
        TensorFormat.TORCH_LEGACY,
        legacy,
        TorchTree.of(
            Collections.singletonMap("", legacy.root()),
            file.fault(),
            legacy.pickled(),
            file.size()));
  }

  @Override
  void eachChunk(TensorInfo info, ChunkSink sink) {
    TorchValue.Tensor view = Objects.requireNonNull(views.get(info.name()));
    if (!view.isContiguous()) {
      gather(info, view, sink);
      return;
    }
    int size = info.dtype().bytes();
    int perChunk = CHUNK_BYTES / size;
    for (long at = 0; at < info.count(); at += perChunk) {
      int count = (int) Math.min(perChunk, info.count() - at);
      ByteBuffer chunk =
          storages.read(view.storage(), (view.offset() + at) * size, (long) count * size);
      sink.accept(chunk.order(storages.order()), at, count);
    }
  }

  /** Reads the part of the storage that a strided view spans and iterates over it in C order. */
  private void gather(TensorInfo info, TorchValue.Tensor view, ChunkSink sink) {
    if (info.count() == 0) {
      return;
    }
    int size = info.dtype().bytes();
    long span = view.end() - view.offset();
    ByteBuffer all = storages.read(view.storage(), view.offset() * size, span * size);
    int perChunk = CHUNK_BYTES / size;
    byte[] picked = new byte[(int) Math.min(perChunk, info.count()) * size];
    int[] index = new int[view.size().length];
    long at = 0;
    int filled = 0;
    int from = 0;
    for (long i = 0; i < info.count(); i++) {
      all.get(from * size, picked, filled++ * size, size);
      if (filled == perChunk || i == info.count() - 1) {
        sink.accept(ByteBuffer.wrap(picked).order(storages.order()), at, filled);
        at += filled;
        filled = 0;
      }
      for (int d = index.length - 1; d >= 0; d--) {
        from += (int) view.stride()[d];
        if (++index[d] < view.size()[d]) {
          break;
        }
        from -= (int) (view.stride()[d] * view.size()[d]);
        index[d] = 0;
      }
    }
  }

  @Override
  public void close() {
    storages.close();
  }
}
