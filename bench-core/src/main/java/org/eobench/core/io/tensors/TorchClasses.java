package org.eobench.core.io.tensors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import org.eobench.core.io.pickle.PickleText;
import org.eobench.core.io.pickle.PythonObject;
import org.jspecify.annotations.Nullable;

/**
 * The allow-list of {@link TorchUnpickler}: the Python names that a checkpoint may use, and the
 * value that each one creates. It never loads a class by name or runs code of the file.
 */
public final class TorchClasses {
  private static final String ZERO_STAGE = "deepspeed.runtime.zero.config.ZeroStageEnum";

  private static final List<String> INERT =
      List.of(
          "argparse.Namespace",
          "types.SimpleNamespace",
          "pathlib.Path",
          "pathlib.PosixPath",
          "pathlib.WindowsPath",
          "pathlib.PurePosixPath",
          "pathlib._local.PosixPath",
          "torch.device",
          "torch.serialization._get_layout",
          "torch._C.Generator",
          "_codecs.encode",
          "copy_reg._reconstructor",
          "copyreg._reconstructor",
          "datetime.datetime",
          "datetime.timedelta",
          "functools.partial",
          "numpy.dtype",
          "numpy.ndarray",
          "numpy.core.multiarray.scalar",
          "numpy._core.multiarray.scalar",
          "numpy.core.multiarray._reconstruct",
          "numpy._core.multiarray._reconstruct",
          "omegaconf.dictconfig.DictConfig",
          "omegaconf.listconfig.ListConfig",
          "omegaconf.base.ContainerMetadata",
          "omegaconf.base.Metadata",
          "omegaconf.nodes.AnyNode",
          "typing.Any",
          "deepspeed.runtime.fp16.loss_scaler.LossScaler",
          "deepspeed.runtime.fp16.loss_scaler.DynamicLossScaler",
          ZERO_STAGE,
          "deepspeed.utils.tensor_fragment.fragment_address",
          "pytorch_lightning.utilities.parsing.AttributeDict",
          "lightning_fabric.utilities.data.AttributeDict",
          "lightning.fabric.utilities.data.AttributeDict");

  /** The prefix of classes whose source a TorchScript archive contains. */
  private static final String SCRIPTED = "__torch__.";

  /** The prefix of classes written in C++, whose state is not a tree of values. */
  private static final String NATIVE = "__torch__.torch.classes.";

  private static final List<String> PLAIN =
      List.of(
          "set",
          "frozenset",
          "list",
          "tuple",
          "int",
          "float",
          "str",
          "bool",
          "bytes",
          "slice",
          "complex",
          "object");

  /** The wrappers of {@code torch.jit.save} for typed lists and dictionaries. */
  private static final List<String> LISTS =
      List.of(
          "build_intlist",
          "build_doublelist",
          "build_boollist",
          "build_tensorlist",
          "restore_type_tag");

  private static final TorchClasses CHECKPOINTS = new TorchClasses(false);
  private static final TorchClasses PROGRAMS = new TorchClasses(true);

  /**
   * The largest number of values of a view that repeats its storage, as {@code Tensor.expand}
   * creates.
   */
  private static final long MOST_REPEATED = 1 << 16;

  private final Map<String, IObjectConstructor> allowed = new HashMap<>();

  private final boolean programs;

  private TorchClasses(boolean programs) {
    this.programs = programs;
    if (programs) {
      LISTS.forEach(name -> allowed.put("torch.jit._pickle." + name, arguments -> arguments[0]));
    }
    for (String name : INERT) {
      allowed.put(name, arguments -> new PythonObject(name));
    }
    for (String module : List.of("builtins", "__builtin__")) {
      for (String name : PLAIN) {
        allowed.put(module + "." + name, arguments -> new PythonObject(name));
      }
      allowed.put(module + ".dict", TorchClasses::dictionary);
      allowed.put(module + ".getattr", this::memberOfEnumeration);
    }
    allowed.put("collections.OrderedDict", TorchClasses::dictionary);
    allowed.put("collections.defaultdict", arguments -> new LinkedHashMap<>());
    allowed.put("collections.Counter", arguments -> new PythonObject("Counter"));
    allowed.put("torch.Size", arguments -> arguments.length == 0 ? new Object[0] : arguments[0]);
    allowed.put("torch._utils._rebuild_tensor", TorchClasses::tensor);
    allowed.put("torch._utils._rebuild_tensor_v2", TorchClasses::tensor);
    allowed.put("torch._utils._rebuild_tensor_v3", TorchClasses::typedTensor);
    allowed.put("torch._utils._rebuild_parameter", arguments -> arguments[0]);
    allowed.put("torch._utils._rebuild_parameter_with_state", arguments -> arguments[0]);
    allowed.put("torch._tensor._rebuild_from_type_v2", TorchClasses::fromType);
    allowed.put("torch.Tensor", arguments -> new PythonObject("torch.Tensor"));
    allowed.put("torch.nn.parameter.Parameter", arguments -> arguments[0]);
    addKinds();
  }

  /** Allows the names that {@code torch.save} writes. */
  static TorchClasses ofCheckpoints() {
    return CHECKPOINTS;
  }

  /**
   * Also allows the names of {@code torch.jit.save}: classes of the program, reduced to attributes.
   */
  public static TorchClasses ofPrograms() {
    return PROGRAMS;
  }

  private void addKinds() {
    Map<String, TensorType> storages =
        Map.ofEntries(
            Map.entry("Float", TensorType.F32),
            Map.entry("Double", TensorType.F64),
            Map.entry("Half", TensorType.F16),
            Map.entry("BFloat16", TensorType.BF16),
            Map.entry("Long", TensorType.I64),
            Map.entry("Int", TensorType.I32),
            Map.entry("Short", TensorType.I16),
            Map.entry("Char", TensorType.I8),
            Map.entry("Byte", TensorType.U8),
            Map.entry("Bool", TensorType.BOOL));
    storages.forEach(
        (name, dtype) -> {
          allowed.put("torch." + name + "Storage", new TorchValue.Kind(dtype));
          allowed.put("torch.cuda." + name + "Storage", new TorchValue.Kind(dtype));
        });
    allowed.put("torch.UntypedStorage", new TorchValue.Kind(null));
    allowed.put("torch.storage.UntypedStorage", new TorchValue.Kind(null));
    for (TensorType dtype : TensorType.values()) {
      allowed.put("torch." + torchName(dtype), new TorchValue.Kind(dtype));
    }
  }

  private static String torchName(TensorType dtype) {
    String name = dtype.name().toLowerCase(Locale.ROOT);
    return switch (dtype) {
      case BOOL -> "bool";
      case BF16 -> "bfloat16";
      case F16, F32, F64 -> "float" + name.substring(1);
      case I8, I16, I32, I64 -> "int" + name.substring(1);
      case U8, U16, U32, U64 -> "uint" + name.substring(1);
    };
  }

  /** The factory of a Python name, or null if the name is not allowed. */
  @Nullable IObjectConstructor find(String name) {
    if (programs && name.startsWith(SCRIPTED) && !name.startsWith(NATIVE)) {
      return arguments -> new TorchValue.ScriptObject(name, new LinkedHashMap<>());
    }
    return allowed.get(name);
  }

  /** Some versions of Python write a member of an enumeration as an attribute of its class. */
  private Object memberOfEnumeration(Object[] arguments) {
    if (arguments.length != 2 || arguments[0] != allowed.get(ZERO_STAGE)) {
      throw new IllegalArgumentException("the file asks for an attribute of an object");
    }
    return new PythonObject(ZERO_STAGE);
  }

  private static Object dictionary(Object[] arguments) {
    Map<Object, Object> made = new LinkedHashMap<>();
    if (arguments.length > 0) {
      for (Object item : items(arguments[0])) {
        List<?> pair = items(item);
        made.put(key(pair.get(0)), pair.get(1));
      }
    }
    return made;
  }

  /**
   * Checks a dictionary key. Containers are refused, because hashing nested ones can take forever.
   */
  static Object key(Object key) {
    if (key instanceof Map || key instanceof Iterable || key instanceof TorchValue.ScriptObject) {
      throw new IllegalArgumentException("a dictionary has a container as a key");
    }
    return key;
  }

  private static List<?> items(Object value) {
    if (value instanceof Object[] tuple) {
      return Arrays.asList(tuple);
    }
    if (value instanceof ArrayList<?> list) {
      return list;
    }
    throw new IllegalArgumentException("expected a list");
  }

  private static Object tensor(Object[] arguments) {
    TorchValue.Storage storage = (TorchValue.Storage) arguments[0];
    TensorType dtype = storage.dtype();
    if (dtype == null) {
      throw new IllegalArgumentException("a tensor without a data type");
    }
    return view(storage, dtype, arguments);
  }

  private static Object typedTensor(Object[] arguments) {
    TensorType dtype = ((TorchValue.Kind) arguments[6]).dtype();
    if (dtype == null) {
      throw new IllegalArgumentException("a tensor without a data type");
    }
    return view((TorchValue.Storage) arguments[0], dtype, arguments);
  }

  private static Object view(TorchValue.Storage storage, TensorType dtype, Object[] arguments) {
    long offset = PickleText.whole(arguments[1]);
    long[] size = longs(arguments[2]);
    long[] stride = longs(arguments[3]);
    TorchValue.Tensor tensor = new TorchValue.Tensor(storage, dtype, offset, size, stride);
    long count = Shapes.count(size);
    long end = size.length == stride.length && size.length <= 64 ? tensor.end() : -1;
    long elements = storage.bytes() / dtype.bytes();
    if (offset < 0 || count < 0 || end < 0 || end > elements) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a tensor of size %s, stride %s, offset %d exceeds its storage of %d elements",
              Arrays.toString(size),
              Arrays.toString(stride),
              offset,
              elements));
    }
    if (count > Math.max(elements, MOST_REPEATED)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a tensor of size %s repeats a storage of %d elements",
              Arrays.toString(size),
              elements));
    }
    return tensor;
  }

  private static long[] longs(Object tuple) {
    return items(tuple).stream().mapToLong(PickleText::whole).toArray();
  }

  /** {@code (function, type, arguments, state)}: a tensor with Python attributes. */
  private static Object fromType(Object[] arguments) {
    // Nested ones would be built by recursion of any depth.
    if (!(arguments[2] instanceof Object[] inner)
        || inner.length == 0
        || !(inner[0] instanceof TorchValue.Storage || inner[0] instanceof TorchValue.Tensor)) {
      throw new IllegalArgumentException("a tensor subclass does not contain a tensor");
    }
    return ((IObjectConstructor) arguments[0]).construct(inner);
  }
}
