/**
 * Failures as a user reads them: what happened, where, what to do. Failures of the machine (memory,
 * disk, GPU, native library) are recognised by their texts, and every failure has an exit code.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.failures;
