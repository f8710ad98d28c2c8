package org.eobench.datasets.raster.formats;

import java.nio.file.Path;
import org.eobench.core.io.geotiff.SampleType;
import org.eobench.core.io.tensors.Npy;
import org.eobench.core.io.tensors.NpyArray;
import org.eobench.core.io.tensors.NpyFile;
import org.eobench.core.io.tensors.NpyInfo;
import org.eobench.core.io.tensors.Npz;
import org.eobench.core.io.tensors.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * An array of NumPy: of a {@code .npy} file, which is read in parts, or of a compressed {@code
 * .npz} file, which is decoded as a whole.
 */
final class NumpyData implements ArrayData {
  private final String place;
  private final long[] shape;
  private final TensorType type;
  private final FlatArray.Elements elements;
  private final @Nullable NpyFile file;

  private NumpyData(
      String place,
      long[] shape,
      TensorType type,
      FlatArray.Elements elements,
      @Nullable NpyFile file) {
    this.place = place;
    this.shape = shape;
    this.type = type;
    this.elements = elements;
    this.file = file;
  }

  private NumpyData(String place, long[] shape, TensorType type, OnFirstUse elements) {
    this(place, shape, type, elements, null);
  }

  @Override
  public void share() {
    if (elements instanceof OnFirstUse archived) {
      archived.share();
    }
  }

  static NumpyData openNpy(Path path) {
    NpyFile file = NpyFile.open(path);
    if (file.fortran()) {
      file.close();
      return of(path.toString(), Npy.read(path));
    }
    return new NumpyData(path.toString(), file.shape(), file.dtype(), file::doubles, file);
  }

  /**
   * @param array its name, or null for the only one
   * @param kept keeps the array if it is read for several samples
   */
  static NumpyData openNpz(Path path, @Nullable String array, DecodedArrays kept) {
    NpyInfo info = Npz.info(path, array);
    String place = array == null ? path.toString() : path + ":" + array;
    return new NumpyData(place, info.shape(), info.dtype(), new OnFirstUse(path, array, kept));
  }

  /** Decodes an array when its first element is read. */
  private static final class OnFirstUse implements FlatArray.Elements {
    private final Path path;
    private final @Nullable String array;
    private final DecodedArrays kept;
    private @Nullable NpyArray decoded;
    private boolean shared;

    OnFirstUse(Path path, @Nullable String array, DecodedArrays kept) {
      this.path = path;
      this.array = array;
      this.kept = kept;
    }

    synchronized void share() {
      shared = true;
    }

    @Override
    public void copy(long at, double[] to, int offset, int count) {
      NpyArray values;
      synchronized (this) {
        values = decoded != null ? decoded : shared ? kept.of(path, array) : Npz.read(path, array);
        decoded = values;
      }
      values.doubles(at, to, offset, count);
    }
  }

  private static NumpyData of(String place, NpyArray array) {
    return new NumpyData(place, array.shape(), array.dtype(), array::doubles, null);
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public SampleType type() {
    return switch (type) {
      case BOOL, U8 -> SampleType.UINT8;
      case I8 -> SampleType.INT8;
      case U16 -> SampleType.UINT16;
      case I16 -> SampleType.INT16;
      case U32 -> SampleType.UINT32;
      case I32 -> SampleType.INT32;
      case U64 -> SampleType.UINT64;
      case I64 -> SampleType.INT64;
      case F16 -> SampleType.FLOAT16;
      case BF16, F32 -> SampleType.FLOAT32;
      case F64 -> SampleType.FLOAT64;
    };
  }

  @Override
  public double[] read(long[] from, int[] count) {
    return FlatArray.part(elements, shape, from, count);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
