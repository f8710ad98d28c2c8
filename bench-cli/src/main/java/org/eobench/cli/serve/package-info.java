/**
 * The verb {@code serve}: a small HTTP service with a map page over the model of a finished run.
 * The service itself is the module bench-serve; the verb reads its flags, says where it listens,
 * and stops it on a signal.
 */
@org.jspecify.annotations.NullMarked
package org.eobench.cli.serve;
