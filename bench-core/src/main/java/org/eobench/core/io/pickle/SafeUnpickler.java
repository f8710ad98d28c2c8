package org.eobench.core.io.pickle;

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
import org.eobench.core.io.FileFault;
import org.jspecify.annotations.Nullable;

/**
 * Reads pickles without trusting them. Subclasses say which names a pickle may use and what they
 * create; nothing is ever loaded by name or run. Only the opcodes of today's protocols are
 * executed. Lengths, the number of steps and the size of the stack are limited.
 */
public abstract class SafeUnpickler extends Unpickler {
  /** More than enough: a checkpoint of ten thousand tensors takes about 400,000 steps. */
  private static final int MOST_STEPS = 2_000_000;

  /** More than enough: pickles of torch.save keep at most a few thousand values on the stack. */
  private static final int LARGEST_STACK = 250_000;

  private final FileFault fault;
  private final String expected;
  private int steps;

  /**
   * @param expected what wrote the pickle, such as {@code a checkpoint written by torch.save}
   */
  protected SafeUnpickler(FileFault fault, String expected) {
    this.fault = fault;
    this.expected = expected;
  }

  /** The factory of a Python name, or null if the name is not allowed. */
  protected abstract @Nullable IObjectConstructor find(String name);

  /**
   * Gives an object its state.
   *
   * @param object what a factory of {@link #find} made
   */
  protected abstract void build(Object object, Object state);

  /**
   * The error about a file that asks for something that is not allowed.
   *
   * @param what the name, instruction or size
   */
  protected abstract BenchException refused(String what);

  /**
   * Checks a dictionary key. Containers are refused, because hashing nested ones can take forever.
   */
  protected Object key(Object key) {
    if (key instanceof Map || key instanceof Iterable) {
      throw new IllegalArgumentException("a dictionary has a container as a key");
    }
    return key;
  }

  /** Reads a pickle and leaves the stream after its end. */
  public final Object read(PickleInput in) {
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
          expected,
          failure);
    }
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  @Override
  public final Object load(InputStream in) throws IOException, PickleException {
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
      case Opcodes.BUILD -> {
        Object state = stack.pop();
        build(stack.peek(), state);
      }
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
      // Hashing nested sets can take forever, and nothing that is read needs their items.
      case Opcodes.EMPTY_SET -> stack.add(new PythonObject("set"));
      case Opcodes.ADDITEMS -> stack.pop_all_since_marker();
      case Opcodes.FROZENSET -> {
        stack.pop_all_since_marker();
        stack.add(new PythonObject("frozenset"));
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
    IObjectConstructor known = find(name);
    if (known == null) {
      throw refused("the class or function " + name);
    }
    stack.add(known);
  }

  private void setItems(List<Object[]> pairs) {
    if (stack.peek() instanceof Map<?, ?> map) {
      @SuppressWarnings("unchecked") // this unpickler created every map on the stack
      Map<Object, Object> target = (Map<Object, Object>) map;
      for (Object[] pair : pairs) {
        target.put(key(pair[0]), pair[1]);
      }
    } else if (!(stack.peek() instanceof PythonObject)) {
      throw new IllegalArgumentException("items are set on a value that is not a dictionary");
    }
  }

  private void append(List<?> values) {
    if (stack.peek() instanceof ArrayList<?> list) {
      @SuppressWarnings("unchecked") // this unpickler created every list on the stack
      List<Object> target = (List<Object>) list;
      target.addAll(values);
    } else if (!(stack.peek() instanceof PythonObject)) {
      throw new IllegalArgumentException("items are appended to a value that is not a list");
    }
  }

  /**
   * Refuses opcodes that nothing writes that is read here, or that the library reads without a
   * length check.
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
}
