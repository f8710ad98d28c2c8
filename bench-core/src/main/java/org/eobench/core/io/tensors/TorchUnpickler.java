package org.eobench.core.io.tensors;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.io.FileFault;

/**
 * Reads the pickles of PyTorch checkpoints without trusting them. It knows only the names of {@link
 * TorchClasses} and executes only the opcodes that {@code torch.save} writes. Lengths, the number
 * of steps and the size of the stack are limited.
 */
public final class TorchUnpickler extends Unpickler {
  /** More than enough: a checkpoint of ten thousand tensors takes about 400,000 steps. */
  private static final int MOST_STEPS = 2_000_000;

  /** More than enough: pickles of torch.save keep at most a few thousand values on the stack. */
  private static final int LARGEST_STACK = 250_000;

  private final FileFault fault;
  private final TorchClasses classes;
  private final StorageResolver storages;
  private int steps;

  /** Creates a storage from the tuple after the word {@code storage} in a persistent id. */
  @FunctionalInterface
  public interface StorageResolver {
    TorchValue.Storage resolve(Object[] id);
  }

  public TorchUnpickler(FileFault fault, TorchClasses classes, StorageResolver storages) {
    this.fault = fault;
    this.classes = classes;
    this.storages = storages;
  }

  /** Reads a pickle and leaves the stream after its end. */
  public Object read(PickleInput in) {
    steps = 0;
    long start = in.position();
    try {
      return load(in);
    } catch (IOException | RuntimeException failure) {
      if (failure instanceof BenchException refused) {
        throw refused;
      }
      // The library reports damage with arbitrary exceptions.
      throw fault.broken(
          "the pickle is damaged: " + reason(failure),
          "pickle byte " + (in.position() - start),
          "a checkpoint written by torch.save",
          failure);
    }
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  @Override
  public Object load(InputStream in) throws IOException, PickleException {
    if (!(in instanceof PickleInput)) {
      throw new IllegalArgumentException("read pickles through read()");
    }
    return super.load(in);
  }

  @Override
  protected Object dispatch(short opcode) throws IOException {
    PickleInput in = (PickleInput) input;
    if (++steps > MOST_STEPS || in.position() > PickleInput.LONGEST_PICKLE) {
      throw refused(
          String.format(Locale.ROOT, "a pickle of more than %d steps or 64 MiB", MOST_STEPS));
    }
    if (stack.size() > LARGEST_STACK) {
      throw refused(String.format(Locale.ROOT, "more than %d values at once", LARGEST_STACK));
    }
    if (opcode == Opcodes.STOP && stack.size() != 1) {
      throw fault.broken(
          "the pickle ends with " + stack.size() + " values on its stack",
          "pickle byte " + in.position(),
          "exactly one value, as in every pickle");
    }
    switch (opcode) {
      case Opcodes.GLOBAL -> pushGlobal(in.line() + "." + in.line());
      case Opcodes.STACK_GLOBAL -> {
        String name = (String) stack.pop();
        pushGlobal(stack.pop() + "." + name);
      }
      case Opcodes.REDUCE, Opcodes.NEWOBJ -> {
        // TorchScript stores the value of an enumeration without a tuple.
        Object[] arguments =
            stack.peek() instanceof Object[] ? (Object[]) stack.pop() : new Object[] {stack.pop()};
        stack.add(((IObjectConstructor) stack.pop()).construct(arguments));
      }
      case Opcodes.NEWOBJ_EX -> {
        stack.pop();
        Object[] arguments = (Object[]) stack.pop();
        stack.add(((IObjectConstructor) stack.pop()).construct(arguments));
      }
      case Opcodes.BUILD -> build(stack.pop());
      case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        setItems(Collections.singletonList(new Object[] {stack.pop(), value}));
      }
      case Opcodes.SETITEMS -> {
        List<Object> flat = stack.pop_all_since_marker();
        List<Object[]> pairs = new ArrayList<>();
        for (int i = 0; i < flat.size(); i += 2) {
          pairs.add(new Object[] {flat.get(i), flat.get(i + 1)});
        }
        setItems(pairs);
      }
      // Sets contain no tensors, and hashing nested ones can take forever.
      case Opcodes.EMPTY_SET -> stack.add(new TorchValue.Inert("set"));
      case Opcodes.ADDITEMS -> stack.pop_all_since_marker();
      case Opcodes.FROZENSET -> {
        stack.pop_all_since_marker();
        stack.add(new TorchValue.Inert("frozenset"));
      }
      case Opcodes.APPEND -> append(Collections.singletonList(stack.pop()));
      case Opcodes.APPENDS -> append(stack.pop_all_since_marker());
      case Opcodes.BINUNICODE -> stack.add(in.text(in.unsigned(4)));
      case Opcodes.BINUNICODE8 -> stack.add(in.text(in.unsigned(8)));
      case Opcodes.BINSTRING -> stack.add(in.text(in.unsigned(4)));
      case Opcodes.BINBYTES -> stack.add(in.bytes(in.unsigned(4)));
      case Opcodes.BINBYTES8 -> stack.add(in.bytes(in.unsigned(8)));
      default -> {
        requireKnown(opcode);
        return super.dispatch(opcode);
      }
    }
    return NO_RETURN_VALUE;
  }

  private void pushGlobal(String name) {
    IObjectConstructor known = classes.find(name);
    if (known == null) {
      throw refused("the class or function " + name);
    }
    stack.add(known);
  }

  /**
   * Keeps only the state of TorchScript modules. The state of other objects has no weights
   * (OrderedDict has _metadata).
   */
  private void build(Object state) {
    if (stack.peek() instanceof TorchValue.ScriptObject object && state instanceof Map<?, ?> map) {
      object.attributes().putAll(map);
    }
  }

  private void setItems(List<Object[]> pairs) {
    if (stack.peek() instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // this unpickler created every map on the stack
      Map<Object, Object> target = (Map<Object, Object>) map;
      for (Object[] pair : pairs) {
        target.put(TorchClasses.key(pair[0]), pair[1]);
      }
    } else if (!(stack.peek() instanceof TorchValue.Inert)) {
      throw new IllegalArgumentException("items are set on a value that is not a dictionary");
    }
  }

  private void append(List<?> values) {
    if (stack.peek() instanceof ArrayList<?> list) {
      @SuppressWarnings("unchecked") // this unpickler created every list on the stack
      List<Object> target = (List<Object>) list;
      target.addAll(values);
    } else if (!(stack.peek() instanceof TorchValue.Inert)) {
      throw new IllegalArgumentException("items are appended to a value that is not a list");
    }
  }

  /**
   * Refuses opcodes that torch.save never writes or that the library reads without a length check.
   */
  private void requireKnown(short opcode) {
    switch (opcode) {
      case Opcodes.MARK,
          Opcodes.STOP,
          Opcodes.POP,
          Opcodes.POP_MARK,
          Opcodes.DUP,
          Opcodes.BINFLOAT,
          Opcodes.BININT,
          Opcodes.BININT1,
          Opcodes.BININT2,
          Opcodes.NONE,
          Opcodes.NEWTRUE,
          Opcodes.NEWFALSE,
          Opcodes.LONG1,
          Opcodes.BINPERSID,
          Opcodes.SHORT_BINSTRING,
          Opcodes.SHORT_BINBYTES,
          Opcodes.SHORT_BINUNICODE,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET,
          Opcodes.BINPUT,
          Opcodes.LONG_BINPUT,
          Opcodes.MEMOIZE,
          Opcodes.EMPTY_LIST,
          Opcodes.EMPTY_TUPLE,
          Opcodes.TUPLE,
          Opcodes.TUPLE1,
          Opcodes.TUPLE2,
          Opcodes.TUPLE3,
          Opcodes.PROTO,
          Opcodes.FRAME -> {}
      default -> throw refused(String.format(Locale.ROOT, "the pickle instruction 0x%02x", opcode));
    }
  }

  @Override
  protected Object persistentLoad(Object id) {
    if (id instanceof Object[] parts && parts.length >= 5 && "storage".equals(parts[0])) {
      return storages.resolve(parts);
    }
    throw new IllegalArgumentException("a persistent id does not name a storage");
  }

  private BenchException refused(String what) {
    return new BenchException(
        ExitCode.WEIGHTS,
        Problem.of("RefusedPickle", "the file asks for " + what + ", which is refused")
            .at(fault.file().toString())
            .expecting(
                "a weight file: dictionaries of tensors, without anything that could run code")
            .next(
                "do not load this file elsewhere unless you trust its author; if it is yours, save"
                    + " only model.state_dict(), preferably as safetensors"));
  }
}
