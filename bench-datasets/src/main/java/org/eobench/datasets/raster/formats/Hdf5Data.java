package org.eobench.datasets.raster.formats;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.io.FileFault;
import org.eobench.core.io.geotiff.BandScale;
import org.eobench.core.io.geotiff.SampleType;
import org.jspecify.annotations.Nullable;

/**
 * A data set of an HDF5 or NetCDF-4 file. The attributes {@code _FillValue} or {@code
 * missing_value}, {@code scale_factor} and {@code add_offset} apply, as the CF conventions define
 * them.
 *
 * <p>The library throws many types of exceptions for damaged files. All become an error that names
 * the file and the data set.
 */
final class Hdf5Data implements ArrayData {
  private final FileFault fault;
  private final HdfFile file;
  private final Dataset dataset;
  private final SampleType type;
  private final long[] shape;
  private final @Nullable Double nodata;
  private final List<BandScale> scales;

  Hdf5Data(FileFault fault, HdfFile file, Dataset dataset) {
    this.fault = fault;
    this.file = file;
    this.dataset = dataset;
    this.type = type(dataset);
    this.shape = Arrays.stream(dataset.getDimensions()).asLongStream().toArray();
    Double fill = CfAttributes.number(dataset, "_FillValue");
    this.nodata = fill == null ? CfAttributes.number(dataset, "missing_value") : fill;
    this.scales = ownScales();
    if ("true".equals(CfAttributes.text(dataset, "_Unsigned"))) {
      throw fault.unsupported(
          "the attribute _Unsigned makes signed numbers unsigned",
          dataset.getPath(),
          "an unsigned type",
          "convert the data set with array.astype");
    }
  }

  /**
   * Opens a data set.
   *
   * @param array its path, such as {@code /sen-2-data}; null for the only one
   */
  static Hdf5Data open(Path path, @Nullable String array) {
    FileFault fault = new FileFault(path, "UnreadableHdf5", ExitCode.DATA);
    HdfFile file = Hdf5Paths.open(fault);
    try {
      return guarded(
          fault, array, () -> new Hdf5Data(fault, file, Hdf5Paths.dataset(file, path, array)));
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  /** Reads a data set of texts, such as names or dates, or of times by the CF conventions. */
  static List<String> texts(Path path, @Nullable String array) {
    FileFault fault = new FileFault(path, "UnreadableHdf5", ExitCode.DATA);
    try (HdfFile file = Hdf5Paths.open(fault)) {
      return guarded(
          fault,
          array,
          () -> {
            Dataset dataset = Hdf5Paths.dataset(file, path, array);
            fault.requireMemory(dataset.getSizeInBytes(), "data set " + dataset.getPath());
            Object flat = dataset.getDataFlat();
            String[] texts = new String[Array.getLength(flat)];
            CfTime time = CfTime.of(dataset, fault);
            Arrays.setAll(
                texts,
                i ->
                    time != null && Array.get(flat, i) instanceof Number count
                        ? time.text(count)
                        : String.valueOf(Array.get(flat, i)));
            return List.of(texts);
          });
    }
  }

  static <T> T guarded(FileFault fault, @Nullable String place, Supplier<T> read) {
    try {
      return read.get();
    } catch (BenchException ours) {
      throw ours;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      throw fault.broken(
          "the file cannot be read: " + reason,
          place == null ? "" : "data set " + place,
          "a complete HDF5 or NetCDF-4 file",
          failure);
    }
  }

  private SampleType type(Dataset of) {
    DataType stored = of.getDataType();
    SampleType found = null;
    if (stored instanceof FixedPoint fixed) {
      found = integer(fixed.getSize(), fixed.isSigned());
    } else if (stored instanceof FloatingPoint floating) {
      found =
          switch (floating.getSize()) {
            case 2 -> SampleType.FLOAT16;
            case 4 -> SampleType.FLOAT32;
            case 8 -> SampleType.FLOAT64;
            default -> null;
          };
    } else if (stored instanceof EnumDataType names && isBoolean(names)) {
      found = SampleType.UINT8;
    }
    if (found == null) {
      throw fault.unsupported(
          "the data set contains " + stored.getClass().getSimpleName(),
          "data set " + of.getPath(),
          "integers of 8 to 64 bits, floating point of 16 to 64 bits, or booleans",
          "convert it with array.astype");
    }
    return found;
  }

  private static @Nullable SampleType integer(int bytes, boolean signed) {
    return switch (bytes) {
      case 1 -> signed ? SampleType.INT8 : SampleType.UINT8;
      case 2 -> signed ? SampleType.INT16 : SampleType.UINT16;
      case 4 -> signed ? SampleType.INT32 : SampleType.UINT32;
      case 8 -> signed ? SampleType.INT64 : SampleType.UINT64;
      default -> null;
    };
  }

  /** Whether an enumeration is what h5py writes for booleans. */
  private static boolean isBoolean(EnumDataType names) {
    Map<Integer, String> mapping = names.getEnumMapping();
    return "FALSE".equals(mapping.get(0)) && "TRUE".equals(mapping.get(1));
  }

  private List<BandScale> ownScales() {
    Double scale = CfAttributes.number(dataset, "scale_factor");
    Double offset = CfAttributes.number(dataset, "add_offset");
    if (scale == null && offset == null) {
      return List.of();
    }
    BandScale own = new BandScale(scale == null ? 1 : scale, offset == null ? 0 : offset);
    if (own.scale() == 0 || !Double.isFinite(own.scale()) || !Double.isFinite(own.offset())) {
      throw fault.unsupported(
          String.format(
              Locale.ROOT, "scale_factor is %s and add_offset is %s", own.scale(), own.offset()),
          "data set " + dataset.getPath(),
          "finite numbers and a scale other than 0",
          "correct the attributes, or set the scale of the modality, such as"
              + " `+dataset.scale.optical=1`");
    }
    return List.of(own);
  }

  @Override
  public String place() {
    return fault.file() + ":" + dataset.getPath();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public Grid grid(int height, int width) {
    return guarded(
        fault, dataset.getPath(), () -> CfGrid.of(dataset, fault, place(), height, width));
  }

  @Override
  public SampleType type() {
    return type;
  }

  @Override
  public @Nullable Double nodata() {
    return nodata;
  }

  @Override
  public List<BandScale> scales() {
    return scales;
  }

  @Override
  public double[] read(long[] from, int[] count) {
    long total = Arrays.stream(count).asLongStream().reduce(1, Math::multiplyExact);
    fault.requireMemory(total * 2 * Double.BYTES, "data set " + dataset.getPath());
    return guarded(
        fault,
        dataset.getPath(),
        () -> {
          double[] values = new double[(int) total];
          if (dataset.isEmpty()) {
            Arrays.fill(values, Hdf5Fill.value(dataset));
            return values;
          }
          int copied = copy(dataset.getData(from, count), values, 0);
          if (copied != values.length) {
            throw new IllegalStateException(
                "it has " + copied + " values in place of " + values.length);
          }
          Hdf5Fill.apply(dataset, values, from, count);
          return values;
        });
  }

  /** Copies the elements of a nested array in C order; returns the position after the last one. */
  private static int copy(Object array, double[] to, int at) {
    int next = at;
    if (array instanceof float[] floats) {
      for (float value : floats) {
        to[next++] = value;
      }
      return next;
    }
    int length = Array.getLength(array);
    for (int i = 0; i < length; i++) {
      Object item = Array.get(array, i);
      if (item.getClass().isArray()) {
        next = copy(item, to, next);
      } else {
        to[next++] = value(item);
      }
    }
    return next;
  }

  private static double value(Object item) {
    if (item instanceof BigInteger large) {
      return large.doubleValue();
    }
    return item instanceof Number number ? number.doubleValue() : "TRUE".equals(item) ? 1 : 0;
  }

  @Override
  public void close() {
    file.close();
  }
}
