/**
 * Process control: Ctrl-C, the parent process, a user-provided libtorch, and restarting this
 * program.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.process;
