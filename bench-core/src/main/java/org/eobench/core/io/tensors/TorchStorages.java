package org.eobench.core.io.tensors;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The storages of a PyTorch checkpoint. */
interface TorchStorages extends Closeable {

  /** Reads bytes of a storage. The caller has checked the range. */
  ByteBuffer read(TorchValue.Storage storage, long from, long length);

  /** The byte order of the machine that wrote the file. */
  ByteOrder order();

  @Override
  void close();
}
