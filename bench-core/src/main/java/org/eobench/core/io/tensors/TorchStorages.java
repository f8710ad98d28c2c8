package org.eobench.core.io.tensors;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The storages of a PyTorch checkpoint. */
interface TorchStorages extends Closeable {

  /** Reads bytes of a storage; the range was checked against its length. */
  ByteBuffer read(TorchValue.Storage storage, long from, long length);

  /** Byte order of the machine that wrote the file. */
  ByteOrder order();

  @Override
  void close();
}
