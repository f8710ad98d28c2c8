/**
 * Error messages for users: what happened, where, and what to do. Failures of the machine (memory,
 * disk, GPU, native library) are recognised by their messages, and every failure has an exit code.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.failures;
