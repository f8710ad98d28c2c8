/**
 * Process control. {@code Interruption} handles Ctrl-C, {@code ParentWatch} stops a job whose sweep
 * was killed, {@code OwnLibtorch} checks a libtorch that the user provides, for example for a GPU,
 * and {@code ThisProgram} builds the command that starts this program again.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.process;
