package org.eobench.core.io.pickle;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.IObjectConstructor;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.Problem;
import org.eobench.core.io.FileFault;
import org.jspecify.annotations.Nullable;

/**
 * Reads pickles of plain values and of objects whose classes are named in advance. An object
 * becomes a {@link PythonObject}, which {@link NumpyValues} turns into numbers where it is one of
 * NumPy's. A class itself, without a call, is a value whose content is of no use.
 */
public final class PlainUnpickler extends SafeUnpickler {
  private final FileFault fault;
  private final String expected;
  private final Map<String, IObjectConstructor> allowed = new HashMap<>();

  /**
   * @param expected what wrote the pickle, for messages
   * @param names the allowed names of classes and functions, such as {@code datetime.date}
   */
  public PlainUnpickler(FileFault fault, String expected, Set<String> names) {
    super(fault, expected);
    this.fault = fault;
    this.expected = expected;
    names.forEach(name -> allowed.put(name, arguments -> new PythonObject(name, arguments)));
  }

  /** Reads one pickle. */
  public Object read(byte[] pickle) {
    return read(new PickleInput(new ByteArrayInputStream(pickle), pickle.length));
  }

  @Override
  protected @Nullable IObjectConstructor find(String name) {
    return allowed.get(name);
  }

  @Override
  protected void build(Object object, Object state) {
    if (object instanceof PythonObject made) {
      made.build(state);
    } else {
      throw new IllegalArgumentException("a plain value is given a state");
    }
  }

  @Override
  protected BenchException refused(String what) {
    return new BenchException(
        fault.exitCode(),
        Problem.of("RefusedPickle", "the file asks for " + what + ", which is refused")
            .at(fault.file().toString())
            .expecting(expected + ", without anything that could run code")
            .next(
                "do not load this file elsewhere unless you trust its author; download it again"));
  }
}
