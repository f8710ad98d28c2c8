/**
 * Python pickles, read by an interpreter that knows only an allow-list of names and the plain
 * containers, never runs code of the file, and limits lengths, steps and memory.
 *
 * <p>{@link org.eobench.core.io.pickle.SafeUnpickler} is the interpreter; what the names create is
 * up to its subclasses. {@link org.eobench.core.io.pickle.PlainUnpickler} keeps objects as {@link
 * org.eobench.core.io.pickle.PythonObject}: a name, arguments and attributes.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.core.io.pickle;
