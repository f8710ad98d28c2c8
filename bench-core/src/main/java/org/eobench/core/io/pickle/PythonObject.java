package org.eobench.core.io.pickle;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a Python class that is not run: the name of the class, what it was called with and
 * its state. Two objects are equal only if they are the same one, so that hashing costs nothing.
 */
public final class PythonObject {
  private final String className;
  private final Object[] arguments;
  private final Map<Object, Object> attributes = new LinkedHashMap<>();
  private @Nullable Object state;

  /** An object whose content is ignored, such as argparse.Namespace. */
  public PythonObject(String className) {
    this(className, new Object[0]);
  }

  PythonObject(String className, Object[] arguments) {
    this.className = className;
    this.arguments = arguments.clone();
  }

  /** Module and name, such as {@code datetime.date}. */
  public String className() {
    return className;
  }

  /** What the class was called with. */
  public Object[] arguments() {
    return arguments.clone();
  }

  /** The attributes by name, in the order of the file; none if the state is no dictionary. */
  public Map<Object, Object> attributes() {
    return attributes;
  }

  /** The state if it is no dictionary, such as the text of a coordinate system; or null. */
  public @Nullable Object state() {
    return state;
  }

  void build(Object given) {
    if (given instanceof Map<?, ?> map) {
      attributes.putAll(map);
    } else {
      state = given;
    }
  }
}
