package org.eobench.core.logger.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.eobench.core.io.AtomicFile;
import org.eobench.core.logger.LoggedPicture;

/**
 * An event file of TensorBoard: a sequence of records, each with its length, the checksums of the
 * length and of the data, and an {@code Event} message. Each event is handed to the system at once,
 * so that a killed run keeps those that it wrote; a reader stops at a record that was cut off.
 */
final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";
  private static final int CRC_MASK = 0xa282ead8;

  // Field numbers of the messages Event, Summary.Value, Summary.Image and SummaryMetadata.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;
  private static final int METADATA = 9;
  private static final int RGBA = 4;

  private final Path file;
  private final FileChannel channel;
  private final Clock clock;

  private EventFile(Path file, FileChannel channel, Clock clock) {
    this.file = file;
    this.channel = channel;
    this.clock = clock;
    append(event(0).text(FILE_VERSION, VERSION));
  }

  /**
   * Creates a file in a folder, under a name that comes after those of earlier files: TensorBoard
   * reads files in the order of their names.
   *
   * @param suffix last part of its name
   */
  static EventFile create(Path folder, String suffix, Clock clock) {
    String second =
        String.format(Locale.ROOT, "events.out.tfevents.%010d.eobench.", clock.millis() / 1000);
    for (int n = filesOf(folder, second); ; n++) {
      Path file = folder.resolve(String.format(Locale.ROOT, "%s%03d.%s", second, n, suffix));
      try {
        return new EventFile(
            file,
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            clock);
      } catch (FileAlreadyExistsException taken) {
        // the next number may be free
      } catch (IOException failure) {
        throw AtomicFile.failed(file, failure);
      }
    }
  }

  private static int filesOf(Path folder, String second) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, second + "*")) {
      int count = 0;
      for (Iterator<Path> all = files.iterator(); all.hasNext(); all.next()) {
        count++;
      }
      return count;
    } catch (IOException failure) {
      throw AtomicFile.failed(folder, failure);
    }
  }

  /** Says that a run goes on from a step: readers drop what other files hold from there on. */
  void restart(long step) {
    append(event(step).message(SESSION_LOG, new ProtoMessage().integer(1, 1)));
  }

  /** Writes numbers by tag. */
  void scalars(long step, Map<String, Double> numbers) {
    if (!numbers.isEmpty()) {
      ProtoMessage summary = new ProtoMessage();
      numbers.forEach(
          (tag, number) ->
              summary.message(
                  1, new ProtoMessage().text(TAG, tag).float32(SIMPLE_VALUE, number.floatValue())));
      append(event(step).message(SUMMARY, summary));
    }
  }

  void image(long step, String tag, LoggedPicture picture) {
    ProtoMessage image =
        new ProtoMessage()
            .integer(1, picture.height())
            .integer(2, picture.width())
            .integer(3, RGBA)
            .bytes(4, picture.png());
    value(step, new ProtoMessage().text(TAG, tag).message(IMAGE, image));
  }

  /** Writes what a plug-in of TensorBoard reads. */
  void plugin(String tag, String plugin, ProtoMessage content) {
    ProtoMessage data = new ProtoMessage().text(1, plugin).message(2, content);
    ProtoMessage metadata = new ProtoMessage().message(1, data);
    value(0, new ProtoMessage().text(TAG, tag).message(METADATA, metadata));
  }

  private void value(long step, ProtoMessage value) {
    append(event(step).message(SUMMARY, new ProtoMessage().message(1, value)));
  }

  private ProtoMessage event(long step) {
    return new ProtoMessage().float64(WALL_TIME, clock.millis() / 1000.0).integer(STEP, step);
  }

  private void append(ProtoMessage event) {
    byte[] data = event.toBytes();
    byte[] length = new byte[Long.BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length);
    ByteBuffer record = little(2 * Long.BYTES + data.length);
    record.put(length).putInt(maskedCrc(length)).put(data).putInt(maskedCrc(data));
    record.flip();
    try {
      while (record.hasRemaining()) {
        channel.write(record);
      }
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The checksum of the records of TensorFlow: CRC-32C, rotated and shifted. */
  static int maskedCrc(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw AtomicFile.failed(file, failure);
    }
  }
}
