package org.eobench.datasets.parquet;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.eobench.core.io.FilePart;

/** A Parquet file that is a part of a file. */
record PartInput(FilePart part) implements InputFile {
  @Override
  public long getLength() {
    return part.length();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.READ);
    channel.position(part.offset());
    return new DelegatingSeekableInputStream(Channels.newInputStream(channel)) {
      @Override
      public long getPos() throws IOException {
        return channel.position() - part.offset();
      }

      @Override
      public void seek(long position) throws IOException {
        channel.position(part.offset() + position);
      }
    };
  }
}
